import katex from 'katex';
import { isBilingual, isTable, type PropValue } from '@/lib/knowledge/graph';
import { mathIn } from '@/lib/knowledge/prose';
import type { ExpandedPack } from './expand';
import type { Problem } from './problems';

function problemOf(tex: string): string | undefined {
  try {
    katex.renderToString(tex);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every formula of a property: whole, in the symbols of a table, between dollar signs in prose. */
function formulas(key: string, value: PropValue): string[] {
  if (key === 'formula' && typeof value === 'string') return [value];
  if (isTable(value)) return value.flatMap(({ tex }) => (typeof tex === 'string' ? [tex] : []));
  return isBilingual(value) ? [...mathIn(value.en), ...mathIn(value.zh)] : [];
}

/** Formulas that could not be set: a reader would see the error in their place. */
export function texProblems({ nodes }: ExpandedPack): Problem[] {
  return nodes.flatMap(({ element, at }) =>
    Object.entries(element.props).flatMap(([key, value]) =>
      formulas(key, value).flatMap((tex) => {
        const said = problemOf(tex);
        return said ? [{ ...at('props', key), reason: `${element.id}: ${key}: ${said}` }] : [];
      }),
    ),
  );
}
