import { z } from 'zod';
import { operation } from '../operation';

export const OPENAPI = operation({
  id: 'openapi',
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This document.',
  answer: z.looseObject({ openapi: z.literal('3.1.0') }),
  problems: [400],
});
