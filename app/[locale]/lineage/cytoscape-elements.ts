import type { ElementDefinition, StylesheetJson } from 'cytoscape';
import { FAMILIES, type Family } from '@/lib/knowledge/vocabulary';
import type { Point, Scene } from '@/lib/lineage/scene';

/** An edge between two invisible anchors: lines end where the layout says, not at a station's rim. */
function anchored(
  id: string,
  from: Point,
  to: Point,
  data: Readonly<Record<string, string>>,
  classes: string,
): ElementDefinition[] {
  const ends = [
    { id: `${id}-from`, position: from },
    { id: `${id}-to`, position: to },
  ].map(
    ({ id: end, position }): ElementDefinition => ({
      group: 'nodes',
      data: { id: end },
      position: { ...position },
      classes: 'anchor',
      selectable: false,
    }),
  );
  return [
    ...ends,
    { group: 'edges', data: { ...data, id, source: `${id}-from`, target: `${id}-to` }, classes },
  ];
}

/** A scene as Cytoscape elements: stations are nodes, every piece of line is an edge. */
export function elementsOf(scene: Scene): ElementDefinition[] {
  const lines = scene.lines.flatMap(({ technique, family, kind, from, to }, index) =>
    anchored(`line-${index}`, from, to, { technique, family }, `line ${kind}`),
  );
  const junctions = scene.junctions.flatMap(({ from, to, kind, family, points }, index) => {
    // Segments are given as projections on the line from source to target, and offsets from it.
    const [start, , , end] = points;
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const length = Math.hypot(dx, dy);
    const bends = [points[1], points[2]].map(({ x, y }) => ({
      weight: ((x - start.x) * dx + (y - start.y) * dy) / length ** 2,
      distance: ((x - start.x) * -dy + (y - start.y) * dx) / length,
    }));
    const data = {
      technique: to,
      other: from,
      family,
      weights: bends.map(({ weight }) => weight).join(' '),
      distances: bends.map(({ distance }) => distance).join(' '),
    };
    return anchored(`junction-${index}`, start, end, data, `junction ${kind}`);
  });
  const stations = scene.stations.map(
    ({ id, label, family, outside, hasKernel, secondhand, x, y }): ElementDefinition => ({
      group: 'nodes',
      data: { id, label, family },
      position: { x, y },
      classes: [
        'station',
        outside ? 'outside' : '',
        hasKernel ? 'kernel' : '',
        secondhand ? 'secondhand' : '',
      ].join(' '),
    }),
  );
  return [...lines, ...junctions, ...stations];
}

/** Canvas knows no CSS variables: the tokens are read when the map starts and when the theme changes. */
export function stylesheet(): StylesheetJson {
  const css = getComputedStyle(document.documentElement);
  const token = (name: string) => css.getPropertyValue(`--${name}`).trim();
  const familyColour = new Map(FAMILIES.map((family) => [family, token(`family-${family}`)]));
  const colour = (element: { data(name: string): unknown }) =>
    familyColour.get(element.data('family') as Family) ?? token('ink');
  const fonts = getComputedStyle(document.body).fontFamily;
  return [
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-opacity': 0 } as never },
    { selector: 'node', style: { 'overlay-opacity': 0, 'z-index-compare': 'manual', 'z-index': 2 } },
    {
      selector: 'edge',
      style: {
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 1,
        'curve-style': 'straight',
        'target-arrow-shape': 'none',
      },
    },
    { selector: '.anchor', style: { width: 0.1, height: 0.1, opacity: 0, events: 'no' } },
    {
      selector: '.station',
      style: {
        width: 10,
        height: 10,
        'background-color': colour,
        label: 'data(label)',
        color: token('ink'),
        'font-family': fonts,
        'font-size': 12,
        'text-halign': 'right',
        'text-valign': 'top',
        'text-margin-x': 3,
        'text-margin-y': 6,
        'text-outline-color': token('paper'),
        'text-outline-width': 2,
        'text-outline-opacity': 1,
        'z-index': 3,
      } as never,
    },
    {
      selector: '.outside',
      style: {
        width: 7,
        height: 7,
        'background-color': token('paper'),
        'border-width': 1.5,
        'border-color': token('rule-strong'),
        // Chinese has no italic: the hollow disc says it alone.
        'font-style': document.documentElement.lang === 'zh' ? 'normal' : 'italic',
        color: token('ink-2'),
      },
    },
    { selector: '.kernel', style: { 'font-weight': 600 } },
    {
      selector: '.secondhand',
      style: {
        'background-color': token('paper'),
        'border-width': 1.5,
        'border-color': colour,
        'pie-size': '100%',
        'pie-1-background-size': 50,
        'pie-1-background-color': colour,
      } as never,
    },
    { selector: '.line', style: { width: 2.5, 'line-color': colour } },
    {
      selector: '.line.outside',
      style: { width: 1, 'line-color': token('rule-strong'), 'font-style': 'normal' },
    },
    { selector: '.bridge', style: { width: 1, 'line-style': 'dotted' } },
    { selector: '.tail', style: { width: 2, 'line-style': 'dashed', 'line-dash-pattern': [2, 3] } },
    {
      selector: '.arrow',
      style: { 'target-arrow-shape': 'chevron', 'target-arrow-color': colour, 'arrow-scale': 0.8 },
    },
    {
      selector: '.junction',
      style: {
        'curve-style': 'round-segments',
        'edge-distances': 'node-position',
        'segment-weights': 'data(weights)',
        'segment-distances': 'data(distances)',
        'segment-radii': 5,
        width: 2.5,
        'line-color': colour,
      } as never,
    },
    {
      selector: '.builds-on',
      style: {
        width: 1.25,
        'line-style': 'dashed',
        'line-dash-pattern': [2, 2],
        'line-color': token('ink-2'),
      },
    },
    { selector: '.line.dim, .junction.dim', style: { opacity: 0.42 } },
    // The disc fades, the name stays readable.
    {
      selector: '.station.dim',
      style: { 'background-opacity': 0.42, 'border-opacity': 0.42, color: token('ink-2') },
    },
    { selector: '.hover', style: { 'font-weight': 700 } },
    {
      selector: '.chosen',
      style: {
        width: 15,
        height: 15,
        'background-color': token('paper'),
        'border-width': 4,
        'border-color': token('ink'),
        'pie-size': '0%',
        'font-size': 13.5,
        'font-weight': 700,
        color: token('ink'),
        'z-index': 5,
      } as never,
    },
    { selector: '.line.strong', style: { width: 5 } },
  ];
}
