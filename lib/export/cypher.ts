import { compareIds } from '@/lib/knowledge/canonical';
import type { GraphEdge, GraphExport, GraphNode, PackStamp } from '@/lib/knowledge/graph';
import type { StoredProps } from '@/lib/knowledge/stored-props';

/** How a database keeps the graph: its schema, and the properties that it stores for each element and pack. */
export interface StoredForm {
  readonly schema: readonly string[];
  nodeProps(node: GraphNode): StoredProps;
  edgeProps(edge: GraphEdge): StoredProps;
  packProps(stamp: PackStamp): StoredProps;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text literal on one line. What is invisible is written by its number; the rest stays as it reads. */
function textLiteral(text: string): string {
  const escaped = text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be written as they are
    /[\\'\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) =>
      ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}

/** A number literal: whole numbers are integers, as the app's own driver sends them, unless the list holds fractions. */
function numberLiteral(value: number, float: boolean): string {
  if (!float && Number.isSafeInteger(value)) return String(value);
  const text = Number.isInteger(value) ? value.toExponential() : String(value);
  return text.replace('e+', 'e');
}

type Value = StoredProps[string];

function literal(value: Value): string {
  if (Array.isArray(value)) {
    const float = value.some((item) => typeof item === 'number' && !Number.isSafeInteger(item));
    return `[${value.map((item) => scalar(item, float)).join(', ')}]`;
  }
  return scalar(value, false);
}

function scalar(value: string | number | boolean, float: boolean): string {
  if (typeof value === 'string') return textLiteral(value);
  return typeof value === 'number' ? numberLiteral(value, float) : String(value);
}

function map(props: StoredProps): string {
  const entries = Object.entries(props).sort(([a], [b]) => compareIds(a, b));
  return `{${entries.map(([key, value]) => `${key}: ${literal(value)}`).join(', ')}}`;
}

/**
 * Statements that re-create the graph in an empty Neo4j, one per line, each ending in `;`: the schema, nodes, edges, and
 * last the stamps of the packs, so that an import that was cut off does not look whole. Running it twice changes nothing.
 */
export function writeCypher({ packs, nodes, edges }: GraphExport, form: StoredForm): string {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const end = (name: string, id: string) => `(${name}:${labels.get(id)} {id: ${textLiteral(id)}})`;
  return [
    ...form.schema,
    ...nodes.map(
      (node) => `MERGE (n:${node.label} {id: ${textLiteral(node.id)}}) SET n = ${map(form.nodeProps(node))}`,
    ),
    ...edges.map(
      (edge) =>
        `MATCH ${end('a', edge.from)} MATCH ${end('b', edge.to)} MERGE (a)-[r:${edge.type} {id: ${textLiteral(edge.id)}}]->(b) SET r = ${map(form.edgeProps(edge))}`,
    ),
    ...packs.map(
      (stamp) => `MERGE (p:Pack {id: ${textLiteral(stamp.id)}}) SET p = ${map(form.packProps(stamp))}`,
    ),
  ]
    .map((statement) => `${statement};\n`)
    .join('');
}
