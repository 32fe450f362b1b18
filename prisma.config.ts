import { defineConfig } from 'prisma/config';

// `generate`, `validate` and `format` try to download an engine they don't use; any existing file stops them.
if (!['migrate', 'db'].includes(process.argv[2] ?? '')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
