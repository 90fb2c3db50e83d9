import { defineRouting } from 'next-intl/routing';

export const routing = defineRouting({ locales: ['en', 'zh'], defaultLocale: 'en', localePrefix: 'always' });
export type Locale = (typeof routing.locales)[number];

export function isLocale(value: string): value is Locale {
  return routing.locales.some((locale) => locale === value);
}
