import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/source-code-pro/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import 'katex/dist/katex.min.css';
import '../styles/tokens.css';
import '../styles/base.css';
import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isLocale } from '../i18n/routing';
import { Providers } from '../shell/providers';
import { TopBar } from '../shell/top-bar';

interface Props {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'shell' });
  return { title: { default: t('title'), template: `%s · ${t('title')}` }, description: t('description') };
}

export default async function RootLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const theme = (await cookies()).get('theme')?.value === 'dark' ? 'dark' : 'light';
  const t = await getTranslations('shell');
  return (
    <html lang={locale} data-theme={theme} suppressHydrationWarning>
      <head>
        {/* Cytoscape adds this element itself unless it is there; without a nonce the policy would refuse it. */}
        <style id="__________cytoscape_stylesheet" nonce={nonce} suppressHydrationWarning>
          {'.__________cytoscape_container { position: relative; }'}
        </style>
      </head>
      <body>
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <NextIntlClientProvider>
          <Providers>
            <TopBar locale={locale} theme={theme} />
            <main id="content">{children}</main>
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
