import { useTranslations } from 'next-intl';
import { COSTS, ENTRY_PARTS, type TechniqueEntry } from '@/app/data/technique-entry';
import { NodeLinks } from '@/app/shell/node-links';
import { Prose } from '@/app/shell/prose';
import { Sourced } from '@/app/shell/sourced';
import styles from '../technique.module.css';

/** The formula's symbols, each named and with its shape. */
export function Symbols({ symbols }: Pick<TechniqueEntry, 'symbols'>) {
  const t = useTranslations('technique');
  if (symbols.length === 0) return null;
  return (
    <table className={styles.symbols}>
      <caption className="visually-hidden">{t('symbols')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('symbol')}</th>
          <th scope="col">{t('meaning')}</th>
          <th scope="col">{t('shape')}</th>
        </tr>
      </thead>
      <tbody>
        {symbols.map(({ html, meaning, shape }) => (
          <tr key={html}>
            <th
              scope="row"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by KaTeX on the server
              dangerouslySetInnerHTML={{ __html: html }}
            />
            <td>
              <Prose text={meaning} />
            </td>
            <td>
              <code>{shape.replaceAll('scalar', t('scalar')).replaceAll(' to ', ' → ')}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Problem, workings and reason; then what it costs. */
export function Workings({ entry }: { entry: TechniqueEntry }) {
  const t = useTranslations('technique');
  const costs = COSTS.flatMap((key) => {
    const told = entry.parts[key];
    return told ? [{ key, told }] : [];
  });
  return (
    <>
      {ENTRY_PARTS.map((key) => {
        const told = entry.parts[key];
        return (
          told && (
            <section key={key}>
              <h2>{t(key)}</h2>
              <Sourced told={told} className="prose" />
            </section>
          )
        );
      })}
      {costs.length > 0 && (
        <section>
          <h2>{t('cost')}</h2>
          <dl className="facts">
            {costs.map(({ key, told }) => (
              <div key={key} className="fact">
                <dt>{t(key)}</dt>
                <dd>
                  <Sourced told={told} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

/** The belief, its correction, who uses it, and the paper that it comes from. */
export function Beliefs({ entry }: { entry: TechniqueEntry }) {
  const t = useTranslations('technique');
  const { misconception, correction } = entry;
  return (
    misconception && (
      <section>
        <h2>{t('misconception')}</h2>
        <p className="belief">
          <Prose text={misconception.text} />
        </p>
        {correction && <Sourced told={correction} className="prose" />}
      </section>
    )
  );
}

export function UsersAndOrigin({ entry }: { entry: TechniqueEntry }) {
  const t = useTranslations('technique');
  const { users, origin } = entry;
  return (
    <>
      {users.length > 0 && (
        <section>
          <h2>{t('usedBy')}</h2>
          <dl className="facts">
            {users.map(({ generation, models }) => (
              <div key={generation.id} className="fact">
                <dt>
                  <NodeLinks nodes={[generation]} />
                </dt>
                <dd>
                  <NodeLinks nodes={models} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {origin && (
        <section>
          <h2>{t('origin')}</h2>
          <p>
            <a href={origin.href} rel="noreferrer">
              {origin.title}
            </a>
            <span className="note">
              {[origin.authors, origin.year].filter(Boolean).map((part) => ` · ${part}`)}
            </span>
          </p>
        </section>
      )}
    </>
  );
}
