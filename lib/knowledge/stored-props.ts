import { z } from 'zod';
import { isTable, PropRecord, type Props, type PropValue } from './graph';

/** What a property graph can hold: scalars and lists of scalars. */
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export const StoredProps = z.record(z.string(), z.union([Scalar, z.array(Scalar)]));
export type StoredProps = z.infer<typeof StoredProps>;

/**
 * Properties as databases and flat formats hold them: `{claim: {en, zh}}` becomes `claim_en` and `claim_zh`, a table
 * becomes a list of JSON rows under `symbols_json`.
 */
export function flattenProps(props: Props): StoredProps {
  const flat: StoredProps = {};
  for (const [key, value] of Object.entries(props)) {
    if (isTable(value)) flat[`${key}_json`] = value.map((row) => JSON.stringify(row));
    else if (typeof value === 'object' && !Array.isArray(value)) {
      flat[`${key}_en`] = value.en;
      flat[`${key}_zh`] = value.zh;
    } else {
      flat[key] = value as string | number | boolean | string[] | number[];
    }
  }
  return flat;
}

/** Exactly what `flattenProps` was given. @throws ZodError when a table's row is not one of ours */
export function unflattenProps(flat: StoredProps): Props {
  const props: Record<string, PropValue> = {};
  for (const [key, value] of Object.entries(flat)) {
    const [, name = key, form] = /^(.*)_(en|zh|json)$/.exec(key) ?? [];
    if (form === undefined) props[key] = value as PropValue;
    else if (form === 'json')
      props[name] = z.array(PropRecord).parse((value as string[]).map((row) => JSON.parse(row)));
    else if (form === 'en') props[name] = { en: String(value), zh: String(flat[`${name}_zh`]) };
  }
  return props;
}
