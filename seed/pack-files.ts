import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { compareIds } from '@/lib/knowledge/canonical';
import type { Place, Problem } from './problems';
import { GenerationRow, ModelRow, PackHeader, SourceRow, StageRow, TechniqueRow } from './schema';

/** A row and the line that it starts on. */
export interface Placed<T> {
  readonly row: T;
  readonly place: Place;
}

/** A pack as its files say it: every row has the right form, nothing is linked yet. */
export interface PackFiles {
  readonly header: PackHeader;
  readonly sources: Placed<SourceRow>[];
  readonly generations: Placed<GenerationRow>[];
  readonly models: Placed<ModelRow>[];
  readonly techniques: Placed<TechniqueRow>[];
  readonly stages: Placed<StageRow>[];
}

const MAX_FILE_BYTES = 2 * 1024 * 1024;

function yamlFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      return entry.isDirectory() ? yamlFiles(path) : /\.ya?ml$/.test(entry.name) ? [path] : [];
    })
    .sort(compareIds);
}

/** Formats a zod issue as one clause: where inside the row, and what is allowed there. */
function reasonOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return `${path}${issue.message}`;
}

class PackReader {
  readonly problems: Problem[] = [];

  constructor(private readonly root: string) {}

  private parse(path: string) {
    const file = relative(this.root, path);
    if (statSync(path).size > MAX_FILE_BYTES) {
      this.problems.push({ file, line: 1, reason: `file larger than ${MAX_FILE_BYTES} bytes` });
      return undefined;
    }
    const lines = new LineCounter();
    // `maxAliasCount` bounds what a hostile pack may expand to.
    const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, uniqueKeys: true });
    for (const error of document.errors) {
      const first = error.message.split('\n')[0] ?? 'not YAML';
      this.problems.push({ file, line: lines.linePos(error.pos[0]).line, reason: first });
    }
    return document.errors.length > 0 ? undefined : { file, document, lines };
  }

  header(path: string): PackHeader | undefined {
    const parsed = this.parse(path);
    if (!parsed) return undefined;
    const result = PackHeader.safeParse(parsed.document.toJS({ maxAliasCount: 1000 }));
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      this.problems.push({ file: parsed.file, line: 1, reason: reasonOf(issue) });
    }
    return undefined;
  }

  rows<Row>(path: string, schema: z.ZodType<Row>): Placed<Row>[] {
    const parsed = this.parse(path);
    if (!parsed) return [];
    const { file, document, lines } = parsed;
    if (document.contents === null) return [];
    if (!isSeq(document.contents)) {
      this.problems.push({ file, line: 1, reason: 'expected a list of rows' });
      return [];
    }
    const values = document.toJS({ maxAliasCount: 1000 }) as unknown[];
    return document.contents.items.flatMap((item, index) => {
      const at = (path: readonly PropertyKey[]): number => {
        // The deepest node on the path that exists: an unknown field has no value node of its own.
        for (let depth = path.length; depth >= 0; depth -= 1) {
          const node = depth === 0 ? item : document.getIn([index, ...path.slice(0, depth)], true);
          if ((isMap(node) || isSeq(node) || isScalar(node)) && node.range) {
            return lines.linePos(node.range[0]).line;
          }
        }
        return 1;
      };
      const result = schema.safeParse(values[index]);
      if (result.success) return [{ row: result.data, place: { file, line: at([]) } }];
      for (const issue of result.error.issues) {
        this.problems.push({ file, line: at(issue.path), reason: reasonOf(issue) });
      }
      return [];
    });
  }
}

/** Reads and checks the form of every file of a pack; `problems` holds all that is wrong, not the first. */
export function readPackFiles(dir: string): { files: PackFiles | undefined; problems: Problem[] } {
  const reader = new PackReader(dir);
  const paths = yamlFiles(dir);
  const inside = (path: string) => relative(dir, path).replaceAll('\\', '/');
  const known = /^(pack|sources|generations|stages)\.ya?ml$|^(models|techniques|stages)\/[^/]+\.ya?ml$/;
  for (const path of paths.filter((candidate) => !known.test(inside(candidate)))) {
    reader.problems.push({
      file: inside(path),
      line: 1,
      reason: 'not a file of a pack (pack, sources, generations, stages, models/*, techniques/*)',
    });
  }
  const named = (pattern: RegExp) => paths.filter((path) => pattern.test(inside(path)));
  const read = <Row>(pattern: RegExp, schema: z.ZodType<Row>) =>
    named(pattern).flatMap((path) => reader.rows(path, schema));
  const headerPath = named(/^pack\.ya?ml$/)[0];
  if (!headerPath) {
    reader.problems.push({ file: 'pack.yaml', line: 1, reason: 'missing: every pack has one' });
  }
  const header = headerPath ? reader.header(headerPath) : undefined;
  const rows = {
    sources: read(/^sources\.ya?ml$/, SourceRow),
    generations: read(/^generations\.ya?ml$/, GenerationRow),
    models: read(/^models\//, ModelRow),
    techniques: read(/^techniques\//, TechniqueRow),
    stages: read(/^stages(\.|\/)/, StageRow),
  };
  return { files: header ? { header, ...rows } : undefined, problems: reader.problems };
}
