/** What an adapter can do, as plain data for the page and for choosing variants. */
export interface Capabilities {
  /** Vendor, architecture and description, as far as the adapter tells. */
  readonly adapter: string;
  readonly isFallback: boolean;
  readonly f16: boolean;
  readonly subgroups: boolean;
  readonly timestamps: boolean;
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
}

export interface Device {
  readonly device: GPUDevice;
  readonly capabilities: Capabilities;
  /** Kept with its device: in Node, a collected `GPU` object takes its devices, and the process, with it. */
  readonly gpu: GPU;
}

/**
 * Takes a device with the adapter's own buffer limits, or nothing where there is no adapter.
 * `navigator.gpu` alone proves nothing: requestAdapter may still answer null.
 * @throws what the adapter says when it gives no device
 */
export async function acquireDevice(gpu: GPU | undefined): Promise<Device | undefined> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!gpu || !adapter) return undefined;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const timestamps = adapter.features.has('timestamp-query');
  const device = await adapter.requestDevice({
    requiredFeatures: timestamps ? ['timestamp-query'] : [],
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
  });
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return {
    device,
    gpu,
    capabilities: {
      adapter: [vendor, architecture, description].filter((part) => part).join(' ') || 'unnamed adapter',
      isFallback: isFallbackAdapter,
      f16: adapter.features.has('shader-f16'),
      subgroups: adapter.features.has('subgroups'),
      timestamps,
      maxBufferSize,
      maxStorageBufferBindingSize,
    },
  };
}
