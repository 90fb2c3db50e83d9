import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode } from '@/lib/knowledge/graph';
import { isBilingual } from '@/lib/knowledge/graph';
import { DEFAULT_PACKS, lintedPack, readPack, readPacks } from './load-pack';

describe('the Qwen pack', () => {
  const pack = readPack('seed/qwen');

  it('is accepted whole', () => {
    const count = (label: string) => pack.nodes.filter((node) => node.label === label).length;
    expect(count('Generation')).toBe(7);
    expect(count('Model')).toBe(53);
  });

  it('has every technique that other programs ask for by id (interfaces.md 3)', () => {
    const ids = new Set(pack.nodes.filter(({ label }) => label === 'Technique').map(({ id }) => id));
    const agreed =
      'rope partial-rope ntk-rope dynamic-ntk logn-scaling layerwise-window abf yarn dca minference long-context-sft pre-norm post-norm rmsnorm layernorm zero-centered-rmsnorm swiglu gelu-ffn absolute-positions qkv-bias qk-norm untied-embeddings tied-embeddings flash-attention bf16 adamw mha mqa gqa softmax-attention gated-attention linear-attention deltanet gated-deltanet hybrid-attention moe dense-ffn fine-grained-experts shared-experts upcycling micro-batch-balance global-batch-balance ultra-sparse-moe router-init ppo dpo online-dpo online-merging grpo gspo rlhf-offline rlhf-online long-cot-cold-start thinking-fusion thinking-budget split-instruct-thinking strong-to-weak-distillation four-stage-post-training mtp speculative-decoding long-response-sft';
    expect(agreed.split(' ').filter((id) => !ids.has(id))).toEqual([]);
  });

  it('judges every statement of the article, each with its quote, translation and correction', () => {
    const claims = new Map(pack.nodes.flatMap((node) => (node.label === 'Claim' ? [[node.id, node]] : [])));
    const range = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `claim.${letter}${index + 1}`);
    const expected = { wrong: range('w', 13), imprecise: range('i', 33) };
    for (const [verdict, ids] of Object.entries(expected)) {
      expect(ids.filter((id) => claims.get(id)?.props.verdict !== verdict)).toEqual([]);
    }
    const counts = (verdict: string) =>
      [...claims.values()].filter(({ props }) => props.verdict === verdict).length;
    expect([counts('wrong'), counts('imprecise')]).toEqual([13, 33]);
    expect(counts('unsupported')).toBeGreaterThanOrEqual(13);
    expect(counts('supported')).toBeGreaterThanOrEqual(35);
    for (const { id, props } of claims.values()) {
      expect(isBilingual(props.quote) && isBilingual(props.correction), id).toBe(true);
      expect(
        pack.edges.some(({ type, from }) => type === 'ABOUT' && from === id),
        id,
      ).toBe(true);
    }
  });

  it('has the same hash every time', () => {
    expect(readPack('seed/qwen').packs).toEqual(pack.packs);
  });
});

/** Everything that stands in the graph without a source; the gate of the promise that nothing does. */
function unsourced(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string[] {
  const sources = new Set(nodes.flatMap(({ id, label }) => (label === 'Source' ? [id] : [])));
  const bare = ({ evidence }: GraphNode | GraphEdge) =>
    evidence.length === 0 || evidence.some(({ source }) => !sources.has(source));
  const fields = nodes
    .filter(({ label }) => label === 'Model')
    .flatMap(({ id, props, evidence }) =>
      Object.keys(props)
        .filter((field) => !evidence.some((one) => one.fields === undefined || one.fields.includes(field)))
        .filter((field) => field !== 'aliases')
        .map((field) => `${id}.${field}`),
    );
  const facts = nodes.filter(({ label }) => label !== 'Source');
  return [...facts, ...edges]
    .filter(bare)
    .map(({ id }) => id)
    .concat(fields);
}

describe('the packs together', () => {
  const graph = readPacks(DEFAULT_PACKS);

  it('state nothing without a source', () => {
    expect(unsourced(graph.nodes, graph.edges)).toEqual([]);
  });

  it('would be caught with any one evidence missing', () => {
    const without = <T extends GraphNode | GraphEdge>(list: readonly T[], id: string): T[] =>
      list.map((one) => (one.id === id ? { ...one, evidence: [] } : one));
    for (const { id, label } of graph.nodes) {
      if (label !== 'Source') expect(unsourced(without(graph.nodes, id), graph.edges), id).toContain(id);
    }
    for (const { id } of graph.edges) {
      expect(unsourced(graph.nodes, without(graph.edges, id)), id).toContain(id);
    }
    // One field's only evidence gone, the others still there.
    for (const model of graph.nodes.filter(({ label }) => label === 'Model')) {
      const sole = Object.keys(model.props).find((field) => {
        const naming = model.evidence.filter(({ fields }) => fields?.includes(field));
        return naming.length === 1 && model.evidence.every(({ fields }) => fields !== undefined);
      });
      if (sole === undefined) continue;
      const evidence = model.evidence.map((one) =>
        one.fields?.includes(sole) ? { ...one, fields: one.fields.filter((field) => field !== sole) } : one,
      );
      const nodes = graph.nodes.map((one) => (one.id === model.id ? { ...one, evidence } : one));
      expect(unsourced(nodes, graph.edges)).toContain(`${model.id}.${sole}`);
    }
  });

  it('meet in the techniques that they share: edges cross from one to the other', () => {
    const [qwen, roots] = DEFAULT_PACKS.map(readPack);
    const own = (pack: typeof qwen, other: typeof qwen) => {
      const ids = new Set(other?.nodes.map(({ id }) => id));
      return new Set(pack?.nodes.flatMap(({ id }) => (ids.has(id) ? [] : [id])));
    };
    const [onlyQwen, onlyRoots] = [own(qwen, roots), own(roots, qwen)];
    const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
    const shared = graph.nodes.filter(
      ({ id, label }) => label === 'Technique' && !onlyQwen.has(id) && !onlyRoots.has(id),
    );
    const crossing = graph.edges.filter(
      ({ from, to }) =>
        onlyRoots.has(to) && shared.some(({ id }) => id === from) && labels.get(to) === 'Generation',
    );
    expect(crossing.length).toBeGreaterThan(10);
    expect(graph.packs.map(({ id }) => id)).toEqual(['qwen', 'roots']);
    for (const { id, label } of shared) {
      const same = (one: GraphNode) => one.id === id && one.label === label;
      expect(graph.nodes.find(same), id).toEqual(qwen?.nodes.find(same));
    }
  });

  it('say the scope of every introduction of what was introduced more than once', () => {
    const introductions = graph.edges.filter(({ type }) => type === 'INTRODUCED_IN');
    const again = introductions.filter(
      ({ from }) => introductions.filter((one) => one.from === from).length > 1,
    );
    expect(again.filter(({ props }) => props.scope === undefined).map(({ id }) => id)).toEqual([]);
  });

  it.each(DEFAULT_PACKS)('leave nothing to remark: %s', (pack) => {
    expect(lintedPack(pack).map(({ file, line, reason }) => `${file}:${line}: ${reason}`)).toEqual([]);
  });
});
