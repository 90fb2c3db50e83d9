import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KernelRunner } from '@/lib/gpu/run';
import { compare } from '@/lib/kernels/compare';
import { checkCall } from '@/lib/kernels/contract';
import { KERNELS } from '@/lib/kernels/registry';
import { type Tensor, type TensorJson, tensorFromJson } from '@/lib/kernels/tensor';
import { device, NO_ADAPTER } from './adapter';

interface GoldenCase {
  params: Record<string, unknown>;
  inputs: Record<string, TensorJson>;
  outputs: Record<string, TensorJson>;
  variants?: string[];
  tolerance: { rms: number; atol: number } | Record<string, { rms: number; atol: number }>;
}

const toleranceOf = ({ tolerance }: GoldenCase, output: string): { rms: number; atol: number } => {
  if ('rms' in tolerance && typeof tolerance.rms === 'number')
    return tolerance as { rms: number; atol: number };
  const own = (tolerance as Record<string, { rms: number; atol: number }>)[output];
  if (!own) throw new Error(`no tolerance for ${output}`);
  return own;
};

const runner = device && new KernelRunner(device);
afterAll(() => device?.device.destroy());

// Cases made with PyTorch and Transformers: our reference and our kernels cannot share a misreading with them.
for (const kernel of KERNELS) {
  const folder = join('tests/golden/cases', kernel.id);
  describe(kernel.id, () => {
    for (const file of readdirSync(folder)) {
      const golden = JSON.parse(readFileSync(join(folder, file), 'utf8')) as GoldenCase;
      const inputs = Object.fromEntries(
        Object.entries(golden.inputs).map(([name, json]) => [name, tensorFromJson(name, json)]),
      );
      const { params, dims } = checkCall(kernel, golden.params, inputs);
      const expectOutputs = (outputs: Readonly<Record<string, Tensor>>) => {
        for (const [name, json] of Object.entries(golden.outputs)) {
          const actual = outputs[name];
          if (!actual) throw new Error(`no output ${name}`);
          expect(compare(actual, tensorFromJson(name, json), toleranceOf(golden, name)), name).toMatchObject({
            pass: true,
          });
        }
      };
      it(`${file} on the CPU`, () => expectOutputs(kernel.reference(params, inputs, dims)));
      for (const variant of golden.variants ?? Object.keys(kernel.variants)) {
        it(`${file} on the GPU, ${variant}`, async ({ skip }) => {
          if (!runner) return skip(NO_ADAPTER);
          expectOutputs((await runner.run(kernel, variant, params, inputs, dims)).outputs);
        });
      }
    }
  });
}
