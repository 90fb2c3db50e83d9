'use client';

import type { Core } from 'cytoscape';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Family } from '@/lib/knowledge/vocabulary';
import { legendBox } from '@/lib/lineage/legend';
import type { LineageInput, Scene } from '@/lib/lineage/scene';
import { elementsOf, stylesheet } from './cytoscape-elements';
import styles from './lineage.module.css';
import { MapLegend } from './map-legend';
import { MapUnderlay } from './map-underlay';
import { isDirection, neighbour } from './neighbour';
import { useScene } from './use-scene';

interface Props {
  input: LineageInput;
  selected?: string;
  family?: Family;
  onSelect(id: string | undefined): void;
  onOpen(id: string): void;
}

/** Wide enough for the panel beside the map (look.md 4); the style sheet has the same bound. */
const SIDE_PANEL = '(min-width: 1328px)';

/** What tests ask instead of guessing pixels. Read-only. */
interface TestHandle {
  positions(): Record<string, { x: number; y: number }>;
  selected(): string | undefined;
}

function highlight(core: Core, scene: Scene, selected: string | undefined, family: Family | undefined): void {
  core.batch(() => {
    core.elements().removeClass('dim chosen strong');
    if (family)
      core
        .elements()
        .filter((element) => !element.hasClass('anchor') && element.data('family') !== family)
        .addClass('dim');
    if (!selected || core.getElementById(selected).empty()) return;
    const thread = scene.stations.find(({ id }) => id === selected)?.thread;
    const related = new Set(
      scene.stations.filter((station) => station.thread === thread).map(({ id }) => id),
    );
    for (const { from, to } of scene.junctions) {
      if (from === selected) related.add(to);
      if (to === selected) related.add(from);
    }
    core.elements('.station, .line, .junction').forEach((element) => {
      const id = element.hasClass('station') ? element.id() : String(element.data('technique'));
      const touches = element.hasClass('junction')
        ? [id, element.data('other')].includes(selected)
        : related.has(id);
      if (!touches) element.addClass('dim');
    });
    core.elements(`.line[technique = "${selected}"]`).addClass('strong');
    core.getElementById(selected).addClass('chosen').removeClass('dim');
  });
}

/** The map: a Cytoscape canvas over an SVG underlay. One tab stop; arrow keys move the selection. */
export function LineageMap({ input, selected, family, onSelect, onOpen }: Props) {
  const t = useTranslations('lineage');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const core = useRef<Core>(undefined);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const { scene, failed } = useScene(input, size.width, size.height);
  const latest = useRef({ selected, family, onSelect, onOpen });
  latest.current = { selected, family, onSelect, onOpen };

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setSize({ width: Math.max(element.clientWidth, 960), height: Math.max(window.innerHeight - 84, 560) });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const container = canvas.current;
    if (!scene || !container) return;
    let gone = false;
    let made: Core | undefined;
    // Loaded after the frame is painted: the library is larger than the rest of the page.
    void import('cytoscape').then(({ default: cytoscape }) => {
      if (gone) return;
      made = cytoscape({
        container,
        elements: elementsOf(scene),
        style: stylesheet(),
        layout: { name: 'preset', fit: false },
        zoom: 1,
        pan: { x: 0, y: 0 },
        userPanningEnabled: false,
        userZoomingEnabled: false,
        boxSelectionEnabled: false,
        autoungrabify: true,
        autounselectify: true,
      });
      core.current = made;
      made.on('tap', ({ target }) =>
        latest.current.onSelect(target !== made && target.hasClass?.('station') ? target.id() : undefined),
      );
      made.on('mouseover', '.station', ({ target }) => target.addClass('hover'));
      made.on('mouseout', '.station', ({ target }) => target.removeClass('hover'));
      highlight(made, scene, latest.current.selected, latest.current.family);
      const handle: TestHandle = {
        positions: () => Object.fromEntries(scene.stations.map(({ id, x, y }) => [id, { x, y }])),
        selected: () => latest.current.selected,
      };
      Object.assign(window, { __lineage: handle });
    });
    const theme = new MutationObserver(() => made?.style(stylesheet()));
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      gone = true;
      theme.disconnect();
      made?.destroy();
      core.current = undefined;
    };
  }, [scene]);

  useEffect(() => {
    if (core.current && scene) highlight(core.current, scene, selected, family);
  }, [scene, selected, family]);

  const station = useMemo(() => scene?.stations.find(({ id }) => id === selected), [scene, selected]);
  useEffect(() => {
    const element = frame.current;
    if (!element || !station || window.matchMedia(SIDE_PANEL).matches) return;
    // A narrow window has the panel as a sheet over its lower part: the station must stand above it.
    const y = element.getBoundingClientRect().top + station.y;
    if (y < 60 || y > window.innerHeight * 0.5) window.scrollBy({ top: y - window.innerHeight * 0.25 });
  }, [station]);
  const legend = useMemo(() => scene && legendBox(scene), [scene]);
  const date = input.techniques.find(({ id }) => id === selected)?.introduced;
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!scene) return;
    if (isDirection(event.key)) {
      event.preventDefault();
      const next = neighbour(scene.stations, station, event.key);
      if (next) onSelect(next.id);
    }
    if (event.key === 'Enter' && selected) onOpen(selected);
  };

  return (
    <div ref={frame} className={styles.mapFrame}>
      {scene ? (
        <div
          className={styles.map}
          style={{ width: scene.width, height: scene.height }}
          role="application"
          aria-label={t('canvas')}
          aria-activedescendant={selected ? `station-${selected}` : undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is one tab stop, moved through by arrow keys
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <MapUnderlay scene={scene} selected={station} date={date} />
          {legend && <MapLegend box={legend} />}
          <div ref={canvas} className={styles.canvas} />
          {selected && (
            <span id={`station-${selected}`} className="visually-hidden">
              {station?.label}
            </span>
          )}
        </div>
      ) : (
        <p className="note" role="status" style={{ padding: 20 }}>
          {failed ? t('outline') : t('laying', { count: input.techniques.length })}
        </p>
      )}
    </div>
  );
}
