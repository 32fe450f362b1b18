/**
 * Migration authoring and drift check without a database server or a downloaded engine: Prisma's own schema engine
 * (WebAssembly) compares the migrations, run on an in-memory PGlite, with `schema.prisma`.
 *
 *   node prisma/author.mjs check          exit 1 and the missing SQL when the migrations and the schema differ
 *   node prisma/author.mjs write NAME     writes prisma/migrations/<time>_NAME/migration.sql
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

const here = path.dirname(fileURLToPath(import.meta.url));
const migrationsDir = path.join(here, 'migrations');
const schemaPath = path.join(here, 'schema.prisma');

/** Node can't import a .wasm file as a module, so it is instantiated by hand. */
async function loadEngine() {
  const wasmPath = path.join(path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { './schema_engine_bg.js': engineModule });
  engineModule.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return engineModule.SchemaEngine;
}

/** The adapter's own executeScript splits statements and does not wait for them. */
class AwaitingFactory extends PrismaPGlite {
  static awaiting(adapter, database) {
    adapter.executeScript = async (script) => {
      await database.exec(script);
    };
    return adapter;
  }
  constructor(database) {
    super(database);
    this.database = database;
  }
  async connect() {
    return AwaitingFactory.awaiting(await super.connect(), this.database);
  }
  async connectToShadowDb() {
    const shadow = await PGlite.create('memory://');
    return AwaitingFactory.awaiting(await new PrismaPGlite(shadow).connect(), shadow);
  }
}

function migrationList() {
  const names = existsSync(migrationsDir) ? readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort() : [];
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8') } },
    })),
  };
}

/** The SQL that would bring a database made by the migrations to the schema. */
export async function missingSql() {
  const SchemaEngine = await loadEngine();
  const database = await PGlite.create('memory://');
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(new AwaitingFactory(database)));
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...migrationList() },
    to: { tag: 'schemaDatamodel', files: [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

const [command, name] = process.argv.slice(2);
const sql = await missingSql();
const empty = /^\s*(-- This is an empty migration\.)?\s*$/.test(sql);
if (command === 'check') {
  console.log(empty ? 'The migrations and schema.prisma agree.' : `The migrations lack:\n${sql}`);
  process.exit(empty ? 0 : 1);
} else if (command === 'write' && name && /^[a-z0-9_]+$/.test(name)) {
  if (empty) {
    console.log('Nothing to write: the migrations and schema.prisma agree.');
    process.exit(0);
  }
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(migrationsDir, `${time}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), sql);
  writeFileSync(path.join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql`);
  process.exit(0);
} else {
  console.error('Usage: node prisma/author.mjs check | write NAME');
  process.exit(2);
}
