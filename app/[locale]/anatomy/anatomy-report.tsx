import { useTranslations } from 'next-intl';
import { layerBlock } from '@/lib/anatomy/block';
import { type AnatomyConfig, layerKinds } from '@/lib/anatomy/config';
import { modelParts } from '@/lib/anatomy/parts';
import styles from './anatomy.module.css';
import { BlockDrawing } from './block-drawing';
import { CostSliders } from './cost-sliders';
import { PartTree } from './part-tree';

/** What follows from a config alone: the parts, a drawing of each kind of layer, and what it costs to run. */
export function AnatomyReport({ config, limit }: { config: AnatomyConfig; limit?: number }) {
  const t = useTranslations('anatomy');
  const model = modelParts(config);
  const blocks = (layerKinds(config) ?? []).flatMap((kind) => layerBlock(config, kind) ?? []);
  return (
    <>
      <div className={styles.pair} data-blocks={blocks.length}>
        {model && <PartTree model={model} />}
        {blocks.length > 0 && (
          <section className="entry">
            <h2>{t('block')}</h2>
            <p className="note">{t('blockNote')}</p>
            <div className={styles.drawings}>
              {blocks.map((block) => (
                <BlockDrawing key={block.kind.mixer + block.kind.ffn} block={block} />
              ))}
            </div>
          </section>
        )}
      </div>
      <CostSliders config={config} limit={limit} />
    </>
  );
}
