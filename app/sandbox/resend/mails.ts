import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A mail as the outbox shows it. */
export interface StoredMail {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  idempotencyKey: string | null;
  state: string;
}

export type NewMail = Omit<StoredMail, 'id' | 'at' | 'state' | 'idempotencyKey'>;

export interface KeptAnswer {
  fingerprint: string;
  body: string;
  at: number;
}

/** Kept as long as a person walks about in the sandbox may want to read back. */
const NEWEST = 2_000;

/** What was sent, in a schema of its own beside the site's. */
export class Mails {
  private constructor(private readonly pool: pg.Pool) {}

  static async open(pool: pg.Pool): Promise<Mails> {
    await pool.query(`
      CREATE SCHEMA IF NOT EXISTS resend_standin;
      CREATE TABLE IF NOT EXISTS resend_standin.mail (seq bigserial PRIMARY KEY, id text UNIQUE NOT NULL, at timestamptz NOT NULL DEFAULT now(), content jsonb NOT NULL, key text, state text NOT NULL);
      CREATE TABLE IF NOT EXISTS resend_standin.answer (key text PRIMARY KEY, fingerprint text NOT NULL, body text NOT NULL, at bigint NOT NULL);`);
    return new Mails(pool);
  }

  async add(mails: NewMail[], key: string | null): Promise<string[]> {
    const ids = mails.map(() => randomUUID());
    await this.pool.query(`INSERT INTO resend_standin.mail (id, content, key, state) SELECT id, content, $3, 'sent' FROM unnest($1::text[], $2::jsonb[]) AS new (id, content)`, [ids, mails.map((mail) => JSON.stringify(mail)), key]);
    return ids;
  }

  async setState(id: string, state: string): Promise<void> {
    await this.pool.query(`UPDATE resend_standin.mail SET state = $2 WHERE id = $1`, [id, state]);
  }

  async get(id: string): Promise<StoredMail | null> {
    const { rows } = await this.pool.query<Row>(`SELECT id, at, content, key, state FROM resend_standin.mail WHERE id = $1`, [id]);
    return rows[0] ? mailOf(rows[0]) : null;
  }

  /** Newest first. */
  async list(limit = NEWEST): Promise<StoredMail[]> {
    const { rows } = await this.pool.query<Row>(`SELECT id, at, content, key, state FROM resend_standin.mail ORDER BY seq DESC LIMIT $1`, [limit]);
    return rows.map(mailOf);
  }

  async answerTo(key: string): Promise<KeptAnswer | null> {
    const { rows } = await this.pool.query<{ fingerprint: string; body: string; at: string }>(`SELECT fingerprint, body, at FROM resend_standin.answer WHERE key = $1`, [key]);
    return rows[0] ? { ...rows[0], at: Number(rows[0].at) } : null;
  }

  async keepAnswer(key: string, { fingerprint, body, at }: KeptAnswer): Promise<void> {
    await this.pool.query(`INSERT INTO resend_standin.answer (key, fingerprint, body, at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO UPDATE SET fingerprint = $2, body = $3, at = $4`, [key, fingerprint, body, at]);
  }

  async reset(): Promise<void> {
    await this.pool.query('TRUNCATE resend_standin.mail, resend_standin.answer');
  }
}

interface Row {
  id: string;
  at: Date;
  content: NewMail;
  key: string | null;
  state: string;
}

const mailOf = ({ id, at, content, key, state }: Row): StoredMail => ({ id, at: at.toISOString(), ...content, idempotencyKey: key, state });
