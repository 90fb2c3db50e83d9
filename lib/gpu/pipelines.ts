/** A shader that does not compile, with the place in its source. */
export class ShaderError extends Error {
  override readonly name = 'ShaderError';
}

interface Compiled {
  readonly layout: GPUBindGroupLayout;
  readonly pipelines: ReadonlyMap<string, GPUComputePipeline>;
}

/** A reader who edits a shader makes a new one with every keystroke that is run. */
const MOST_KEPT = 32;

/** Compiled shaders of one device, kept by their source and bindings: the same text is compiled once. */
export class PipelineCache {
  private readonly compiled = new Map<string, Promise<Compiled>>();

  constructor(private readonly device: GPUDevice) {}

  /** @param bindings buffer types in binding order of group 0. @throws ShaderError with line and column. */
  get(
    source: string,
    entries: readonly string[],
    bindings: readonly GPUBufferBindingType[],
  ): Promise<Compiled> {
    const key = JSON.stringify([source, entries, bindings]);
    const known = this.compiled.get(key);
    const compiling = known ?? this.compile(source, entries, bindings);
    // The order of a map is that of its insertions: what was used last stands last, what was used longest ago is let go.
    this.compiled.delete(key);
    this.compiled.set(key, compiling);
    const [oldest] = this.compiled.keys();
    if (this.compiled.size > MOST_KEPT && oldest !== undefined) this.compiled.delete(oldest);
    if (known) return known;
    compiling.catch(() => this.compiled.delete(key));
    return compiling;
  }

  private async compile(
    source: string,
    entries: readonly string[],
    bindings: readonly GPUBufferBindingType[],
  ): Promise<Compiled> {
    this.device.pushErrorScope('validation');
    const module = this.device.createShaderModule({ code: source });
    const [invalid, { messages }] = await Promise.all([
      this.device.popErrorScope(),
      module.getCompilationInfo(),
    ]);
    const first = messages.find((message) => message.type === 'error');
    if (first) throw new ShaderError(`line ${first.lineNum}, column ${first.linePos}: ${first.message}`);
    if (invalid) throw new ShaderError(invalid.message);
    const layout = this.device.createBindGroupLayout({
      entries: bindings.map((type, binding) => ({ binding, visibility: 4 /* COMPUTE */, buffer: { type } })),
    });
    const pipelineLayout = this.device.createPipelineLayout({ bindGroupLayouts: [layout] });
    const pipelines = await Promise.all(
      entries.map(
        async (entryPoint): Promise<[string, GPUComputePipeline]> => [
          entryPoint,
          await this.device.createComputePipelineAsync({
            layout: pipelineLayout,
            compute: { module, entryPoint },
          }),
        ],
      ),
    );
    return { layout, pipelines: new Map(pipelines) };
  }
}
