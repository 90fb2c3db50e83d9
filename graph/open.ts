import type { GraphConfig } from './config';
import { openEmbedded } from './embedded';
import { openNeo4j } from './neo4j';
import type { GraphPort } from './port';

export function openGraph(config: GraphConfig): GraphPort {
  return config.engine === 'neo4j' ? openNeo4j(config) : openEmbedded(config.file);
}
