import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { readPack } from '@/seed/load-pack';
import { layerBlock } from './block';
import { layerKinds } from './config';
import { readHfConfig } from './hf-config';

const config = (id: string) =>
  readPack('seed/qwen').nodes.find((node) => node.id === id)?.props as ModelProps;

function shapes(of: Parameters<typeof layerBlock>[0], layer = 0): Record<string, string> {
  const kind = layerKinds(of)?.[layer];
  const block = kind && layerBlock(of, kind);
  return Object.fromEntries(
    (block?.rows ?? []).flatMap(({ boxes }) => boxes.map(({ id, out }) => [id, out.join('×')])),
  );
}

describe('the drawing of a layer', () => {
  it('has the shapes of a dense layer on its arrows', () => {
    expect(shapes(config('qwen2-7b'))).toMatchObject({
      q: 'T×28×128',
      k: 'T×4×128',
      attention: 'T×3584',
      mlp_up: 'T×18944',
      mlp_down: 'T×3584',
    });
  });

  it('keeps heads that are wider together than the model', () => {
    expect(shapes(config('qwen3-32b'))).toMatchObject({ q: 'T×64×128', attention: 'T×8192', o: 'T×5120' });
  });

  it('draws both kinds of a hybrid', () => {
    const next = config('qwen3-next-80b-a3b');
    expect(shapes(next, 0)).toMatchObject({
      qkv: 'T×8192',
      z: 'T×32×128',
      router: 'T×10',
      experts: 'T×10×512',
    });
    expect(shapes(next, 1)).toMatchObject({ q: 'T×16×256', gate: 'T×4096', shared: 'T×512' });
  });

  it.each(['deepseek-v3', 'deepseek-v2-lite', 'gemma-2-9b'])(
    '%s: every layer ends as wide as it began',
    (name) => {
      const result = readHfConfig(readFileSync(`lib/anatomy/examples/${name}.json`, 'utf8'));
      if ('refused' in result) throw new Error(result.refused.code);
      const { config: read } = result.reading;
      for (const kind of layerKinds(read) ?? []) {
        const block = layerBlock(read, kind);
        expect(block?.rows.at(-1)?.boxes[0]?.out).toEqual(block?.input);
      }
    },
  );
});
