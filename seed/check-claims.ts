import { DERIVED, derivedFunction } from '@/lib/anatomy/derived';
import type { Label } from '@/lib/knowledge/vocabulary';
import type { PackFiles, Placed } from './pack-files';
import type { Problem } from './problems';
import type { ClaimRow, ConflictRow, Derivation } from './schema';

type Known = (id: string) => Label | 'refused' | undefined;

/** An id that must name an element of one label; a refused row of that id counts as there. */
function mustBe(known: Known, id: string | undefined, label: Label, what: string): string[] {
  if (id === undefined) return [];
  const found = known(id);
  if (found === label || found === 'refused') return [];
  return [`${what} "${id}" is ${found ? `a ${found}` : 'not in the pack'}, expected a ${label}`];
}

/** A computation takes exactly the arguments that its function has. */
function argumentProblems({ fn, note: _, ...given }: Derivation): string[] {
  const found = derivedFunction(fn);
  if (!found) return [`no computation "${fn}", known: ${DERIVED.map((one) => one.fn).join(', ')}`];
  const names = Object.keys(given).sort().join(', ');
  const wanted = [...found.args].sort().join(', ');
  return names === wanted ? [] : [`${fn} takes ${wanted}, given: ${names || 'nothing'}`];
}

function claimProblems({ row, at }: Placed<ClaimRow>, known: Known): Problem[] {
  const say = (path: readonly PropertyKey[]) => (reason: string) => ({
    ...at(...path),
    reason: `${row.id}: ${reason}`,
  });
  const unquoted = (words: readonly string[] | undefined, quote: string, key: string) =>
    (words ?? [])
      .filter((word) => !quote.includes(word))
      .map((word) => say([key])(`"${word}" does not stand in the quote`));
  return [
    ...mustBe(known, row.generation, 'Generation', 'generation').map(say(['generation'])),
    ...unquoted(row.wrong_words, row.quote.zh, 'wrong_words'),
    ...unquoted(row.wrong_words_en, row.quote.en, 'wrong_words_en'),
    ...(row.derivation ?? []).flatMap((derivation, index) => {
      const { model, a, b } = derivation;
      const models = [model, a, b].flatMap((id) => mustBe(known, id, 'Model', 'model'));
      return [...models, ...argumentProblems(derivation)].map(say(['derivation', index]));
    }),
  ];
}

function conflictProblems({ row, at }: Placed<ConflictRow>, known: Known): Problem[] {
  return row.values.flatMap(({ source }, index) =>
    mustBe(known, source, 'Source', 'source').map((reason) => ({
      ...at('values', index, 'source'),
      reason: `${row.id}: ${reason}`,
    })),
  );
}

/** What claims and conflicts name must be there, and what they mark in a quote must stand in it. */
export function statementProblems(files: PackFiles, known: Known): Problem[] {
  return [
    ...files.claims.flatMap((claim) => claimProblems(claim, known)),
    ...files.conflicts.flatMap((conflict) => conflictProblems(conflict, known)),
    ...files.techniques.flatMap(({ row, at }) =>
      mustBe(known, row.props.origin, 'Source', 'origin').map((reason) => ({
        ...at('props', 'origin'),
        reason: `${row.id}: ${reason}`,
      })),
    ),
  ];
}
