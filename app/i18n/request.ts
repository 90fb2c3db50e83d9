import { getRequestConfig } from 'next-intl/server';
import en from '../messages/en.json';
import zh from '../messages/zh.json';
import { isLocale, routing } from './routing';

const MESSAGES = { en, zh };

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = (await requestLocale) ?? '';
  const locale = isLocale(requested) ? requested : routing.defaultLocale;
  return { locale, messages: MESSAGES[locale], timeZone: 'UTC' };
});
