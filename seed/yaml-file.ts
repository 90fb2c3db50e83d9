import { readFileSync, statSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problems';

const MAX_FILE_BYTES = 2 * 1024 * 1024;
/** Bounds what anchors and aliases of a hostile pack may expand to. */
const MAX_ALIASES = 1_000;

/** A YAML file that could be read: its values, and the line on which each of them stands. */
export interface YamlFile {
  readonly value: unknown;
  /** The line of the value at a path; of the deepest part of the path that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** The key of a map's pair, when the value has no node to point at (an unknown field of a row). */
function keyNode(document: Document, path: readonly PropertyKey[]) {
  const map = document.getIn(path.slice(0, -1), true) ?? document.contents;
  if (!isMap(map)) return undefined;
  const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
  return isNode(pair?.key) ? pair.key : undefined;
}

function lineFinder(document: Document, lines: LineCounter): YamlFile['lineOf'] {
  return (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const part = path.slice(0, depth);
      const node = keyNode(document, part) ?? document.getIn(part, true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
}

/** Reads a file, or says in one problem why it cannot be read: a wrong file is read no further than its first mistake. */
export function readYaml(path: string, file: string): YamlFile | Problem {
  const problem = (line: number, reason: string): Problem => ({ file, line, reason });
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) return problem(1, `file larger than ${MAX_FILE_BYTES} bytes`);
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return problem(1, /encoded data/.test(said) ? 'not UTF-8 text' : said);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [first] = document.errors;
  if (first) {
    return problem(lines.linePos(first.pos[0]).line, first.message.split('\n')[0] ?? 'not YAML');
  }
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), lineOf: lineFinder(document, lines) };
  } catch (error) {
    // An alias without its anchor, or more of them than a pack can need.
    return problem(1, error instanceof Error ? error.message : String(error));
  }
}
