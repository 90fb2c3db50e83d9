import { useFormatter, useTranslations } from 'next-intl';

/** A config value as a reader needs it: grouped digits, words for flags, a word for what is not there. */
export function FieldValue({ value }: { value: string | number | boolean | undefined }) {
  const t = useTranslations();
  const format = useFormatter();
  if (value === undefined) return <span className="note">{t('anatomy.absent')}</span>;
  if (typeof value === 'boolean') return t(value ? 'anatomy.yes' : 'anatomy.no');
  if (typeof value === 'number') return format.number(value, { maximumSignificantDigits: 15 });
  return value === 'dense' || value === 'moe' ? t(`arch.${value}`) : value;
}
