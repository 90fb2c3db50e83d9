import { route } from '@/app/api/handler';
import { serve } from '@/app/api/operation';
import { OPERATIONS } from '@/app/api/operations';
import { openApiDocument } from './document';
import { OPENAPI } from './operation';

export const dynamic = 'force-dynamic';

const DOCUMENT = openApiDocument(OPERATIONS);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(serve(OPENAPI, async () => DOCUMENT));
