import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { compareIds } from '@/lib/knowledge/canonical';
import type { At, Problem } from './problems';
import {
  ClaimRow,
  ConflictRow,
  GenerationRow,
  ModelRow,
  PackHeader,
  SourceRow,
  StageRow,
  TechniqueRow,
} from './schema';
import { readYaml, type YamlFile } from './yaml-file';

/** A row and where it and its parts stand. */
export interface Placed<T> {
  readonly row: T;
  readonly at: At;
}

/** A pack as its files say it: every row has the right form, nothing is linked yet. */
export interface PackFiles {
  readonly header: PackHeader;
  readonly sources: Placed<SourceRow>[];
  readonly generations: Placed<GenerationRow>[];
  readonly models: Placed<ModelRow>[];
  readonly techniques: Placed<TechniqueRow>[];
  readonly stages: Placed<StageRow>[];
  readonly claims: Placed<ClaimRow>[];
  readonly conflicts: Placed<ConflictRow>[];
}

const HEADER = /^pack\.ya?ml$/;
const KNOWN =
  /^(pack|sources|generations|stages|claims|conflicts)\.ya?ml$|^(sources|models|techniques|stages|claims)\/[^/]+\.ya?ml$/;

function yamlFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return yamlFiles(path);
      // A pipe would be waited for; a link counts by what it leads to.
      const readable = entry.isFile() || (entry.isSymbolicLink() && isFile(path));
      return readable && /\.ya?ml$/.test(entry.name) ? [path] : [];
    })
    .sort(compareIds);
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** Problems of a value that a schema refused, each on its own line of the file. */
function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  file: string,
  line: (path: readonly PropertyKey[]) => number,
): Problem[] {
  return issues.flatMap((issue) => {
    const inside = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    const parts =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    // A refused key says only that; why stands one level deeper.
    const why = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return parts.map((part) => ({ file, line: line(part), reason: `${inside}${why}` }));
  });
}

class PackReader {
  readonly problems: Problem[] = [];
  /** Ids of rows that were refused: links to them are not reported a second time as dangling. */
  readonly refused = new Set<string>();

  constructor(private readonly root: string) {}

  private read(path: string): (YamlFile & { file: string }) | undefined {
    const file = relative(this.root, path).replaceAll('\\', '/');
    const read = readYaml(path, file);
    if ('lineOf' in read) return { ...read, file };
    this.problems.push(read);
    return undefined;
  }

  header(path: string): PackHeader | undefined {
    const read = this.read(path);
    if (!read) return undefined;
    const result = PackHeader.safeParse(read.value);
    if (result.success) return result.data;
    this.problems.push(...problemsOf(result.error.issues, read.file, read.lineOf));
    return undefined;
  }

  rows<Row>(path: string, schema: z.ZodType<Row>): Placed<Row>[] {
    const read = this.read(path);
    if (!read) return [];
    const { file, value, lineOf } = read;
    if (!Array.isArray(value)) {
      // An empty file too: taken as "no rows", it would prune all of them.
      this.problems.push({ file, line: 1, reason: 'expected a list of rows' });
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const result = schema.safeParse(item);
      const at: At = (...inner) => ({ file, line: lineOf([index, ...inner]) });
      if (result.success) return [{ row: result.data, at }];
      const id = (item as { id?: unknown } | null)?.id;
      if (typeof id === 'string') this.refused.add(id);
      this.problems.push(...problemsOf(result.error.issues, file, (inner) => lineOf([index, ...inner])));
      return [];
    });
  }
}

/** Reads and checks the form of every file of a pack; `problems` holds all that is wrong, not the first. */
export function readPackFiles(dir: string): {
  files: PackFiles | undefined;
  problems: Problem[];
  refused: ReadonlySet<string>;
} {
  const reader = new PackReader(dir);
  const paths = yamlFiles(dir);
  const inside = (path: string) => relative(dir, path).replaceAll('\\', '/');
  for (const path of paths.filter((candidate) => !KNOWN.test(inside(candidate)))) {
    reader.problems.push({
      file: inside(path),
      line: 1,
      reason:
        'not a file of a pack (pack, sources, generations, stages, claims, conflicts, sources/*, models/*, techniques/*, stages/*, claims/*)',
    });
  }
  const named = (pattern: RegExp) => paths.filter((path) => pattern.test(inside(path)));
  const read = <Row>(pattern: RegExp, schema: z.ZodType<Row>) =>
    named(pattern).flatMap((path) => reader.rows(path, schema));
  const [headerPath, second] = named(HEADER);
  if (!headerPath)
    reader.problems.push({ file: 'pack.yaml', line: 1, reason: 'missing: every pack has one' });
  if (second) reader.problems.push({ file: inside(second), line: 1, reason: 'a pack has one header' });
  const header = headerPath ? reader.header(headerPath) : undefined;
  const rows = {
    sources: read(/^sources(\.|\/)/, SourceRow),
    generations: read(/^generations\.ya?ml$/, GenerationRow),
    models: read(/^models\//, ModelRow),
    techniques: read(/^techniques\//, TechniqueRow),
    stages: read(/^stages(\.|\/)/, StageRow),
    claims: read(/^claims(\.|\/)/, ClaimRow),
    conflicts: read(/^conflicts\.ya?ml$/, ConflictRow),
  };
  return {
    files: header ? { header, ...rows } : undefined,
    problems: reader.problems,
    refused: reader.refused,
  };
}
