import { expect, it } from 'vitest';
import en from './en.json';
import zh from './zh.json';

function keys(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? keys(value, `${prefix}${name}.`) : [`${prefix}${name}`],
  );
}

const placeholders = (messages: object): string[] =>
  keys(messages).map((path) => {
    const text = path
      .split('.')
      .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], messages);
    return `${path}: ${[...new Set([...String(text).matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name))].sort().join(' ')}`;
  });

it('has the same texts with the same placeholders in both languages', () => {
  expect(keys(zh)).toEqual(keys(en));
  expect(placeholders(zh)).toEqual(placeholders(en));
});
