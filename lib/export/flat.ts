import type { GraphEdge, GraphNode } from '@/lib/knowledge/graph';
import { flattenProps } from '@/lib/knowledge/stored-props';

export type FlatValue = string | number | boolean;
type Entry = readonly [string, FlatValue];

/** A list as a JSON array; a table's rows are JSON already and become an array of objects. */
function flatValue(key: string, value: FlatValue | readonly FlatValue[]): FlatValue {
  if (typeof value !== 'object') return value;
  return key.endsWith('_json') ? `[${value.join(',')}]` : JSON.stringify(value);
}

/**
 * What an element says as named scalars, for formats without nested values: names and bilingual texts by language
 * (`claim_en`, `claim_zh`), lists, tables (`symbols_json`) and evidence as JSON texts.
 */
export function flatElement(element: GraphNode | GraphEdge): Map<string, FlatValue> {
  const names: Entry[] =
    'label' in element
      ? [
          ['name_en', element.name.en],
          ['name_zh', element.name.zh],
        ]
      : [];
  const props = Object.entries(flattenProps(element.props)).map(
    ([key, value]): Entry => [key, flatValue(key, value)],
  );
  return new Map([...names, ...props, ['evidence', JSON.stringify(element.evidence)]]);
}
