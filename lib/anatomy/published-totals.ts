import { compareIds } from '@/lib/knowledge/canonical';
import type { Evidence, GraphNode } from '@/lib/knowledge/graph';
import type { IndexedGraph } from '@/lib/knowledge/indexed';
import type { ModelProps } from '@/lib/knowledge/model-props';
import { missingFields } from './config';
import { kvElementsPerToken, recurrentStateElements } from './kv-cache';
import { parameterCounts } from './parameters';
import { agreesWithPublished } from './published';

const TOTALS = [
  ['params_total', 'total'],
  ['params_non_embedding', 'non_embedding'],
  ['params_active', 'active'],
  ['params_active_non_embedding', 'active_non_embedding'],
] as const;

/** A published total beside the one that its own config computes to. */
export interface ComparedTotal {
  readonly model: string;
  readonly field: (typeof TOTALS)[number][0];
  readonly published: number;
  readonly computed: number;
  /** `(computed - published) / published`. */
  readonly deviation: number;
  readonly agrees: boolean;
}

/** What supports a field of a node: evidence that names it, or of the whole node. */
function evidenceOf({ evidence }: GraphNode, field: string): Evidence[] {
  return evidence.filter(({ fields }) => fields === undefined || fields.includes(field));
}

/**
 * Every total of a graph's models that a source prints, against its config. A total that was itself computed is no
 * comparison. Active parameters are printed with or without the embeddings: the nearer reading is compared.
 */
export function comparedTotals(graph: IndexedGraph): ComparedTotal[] {
  return [...graph.withLabel('Model')]
    .sort((a, b) => compareIds(String(a.props.released), String(b.props.released)) || compareIds(a.id, b.id))
    .flatMap((node) => {
      const config = node.props as ModelProps;
      const counts = missingFields(config).length > 0 ? undefined : parameterCounts(config);
      if (!counts) return [];
      return TOTALS.flatMap(([field, part]) => {
        const published = config[field];
        const printed = evidenceOf(node, field).some(({ confidence }) => confidence !== 'derived');
        if (published === undefined || !printed) return [];
        const readings = part === 'active' ? [counts.active, counts.active_non_embedding] : [counts[part]];
        const computed = readings.reduce((best, one) =>
          Math.abs(one - published) < Math.abs(best - published) ? one : best,
        );
        return [
          {
            model: node.name.en,
            field,
            published,
            computed,
            deviation: (computed - published) / published,
            agrees: agreesWithPublished(computed, published),
          },
        ];
      });
    });
}

const billions = (count: number): string => `${(count / 1e9).toFixed(3)}B`;
const printed = (count: number): string => `${count / 1e9}B`;
const percent = (share: number): string => `${share < 0 ? '−' : '+'}${(Math.abs(share) * 100).toFixed(2)}%`;
const grouped = (count: number): string => count.toLocaleString('en-US');

function cacheTable(graph: IndexedGraph): string[] {
  return [...graph.withLabel('Model')]
    .sort((a, b) => compareIds(String(a.props.released), String(b.props.released)) || compareIds(a.id, b.id))
    .flatMap((node) => {
      const config = node.props as ModelProps;
      const elements = kvElementsPerToken(config);
      if (elements === undefined) return [];
      const state = recurrentStateElements(config) ?? 0;
      return [
        `| ${node.name.en} | ${grouped(elements)} | ${grouped(elements * 2)} | ${state ? grouped(state) : ''} |`,
      ];
    });
}

/** The reference page `docs/reference/published-totals.md`, as a test writes and checks it. */
export function publishedTotalsPage(graph: IndexedGraph): string {
  const rows = comparedTotals(graph);
  const worst = rows.reduce((most, one) => (Math.abs(one.deviation) > Math.abs(most.deviation) ? one : most));
  return [
    '# Computed against published totals',
    '',
    'Written by `lib/anatomy/published-totals.test.ts` from the packs; `npx vitest run lib/anatomy -u` writes it anew.',
    '',
    'Each published number of parameters beside the one that `lib/anatomy` computes from the same model’s config.',
    'They agree within 1% or half of the last printed digit, whichever is larger, or are cut off at that digit.',
    'Active parameters are printed with or without the embeddings; the nearer reading is shown.',
    '',
    `${rows.length} totals, ${rows.filter(({ agrees }) => agrees).length} agree. ` +
      `Worst deviation: ${worst.model}, \`${worst.field}\`, ${billions(worst.computed)} against ` +
      `${printed(worst.published)} (${percent(worst.deviation)}).`,
    '',
    '| model | field | published | computed | deviation |',
    '|---|---|---:|---:|---:|',
    ...rows.map(
      ({ model, field, published, computed, deviation, agrees }) =>
        `| ${model} | \`${field}\` | ${printed(published)} | ${billions(computed)} | ${percent(deviation)}${agrees ? '' : ' ✗'} |`,
    ),
    '',
    '## Key-value cache',
    '',
    'Elements that one more token adds, the same in bytes of bf16, and the constant recurrent state of a sequence.',
    '',
    '| model | elements per token | bytes per token | state, elements |',
    '|---|---:|---:|---:|',
    ...cacheTable(graph),
    '',
  ].join('\n');
}
