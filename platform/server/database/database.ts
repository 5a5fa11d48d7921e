/**
 * Transactions under an actor. Everything a room does to the database happens inside `within`:
 * role, area and account are set for that transaction only, and row-level security does the rest.
 */
import { Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import type { DB } from '../../../database/schema.ts'
import type { EventKind } from '../../pure/contract.ts'
import { Problem, platformProblems } from '../../pure/problem.ts'
import type { Actor } from '../actor.ts'

// Calendar dates stay text: a Date would shift them by the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export interface RecordOptions<D> {
  readonly path: string
  readonly streetId?: string
  readonly operationId?: string
  readonly data: D
}

/** One transaction of one actor. */
export interface Context {
  readonly actor: Actor
  /** The typed builder, for statements that are put together from parts; made when asked for. */
  readonly builder: () => Kysely<DB>
  /** Plain SQL: what stores speak. */
  readonly query: <R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<pg.QueryResult<R>>
  /** The connection itself, for COPY and cursors. */
  readonly client: pg.ClientBase
  /** Writes a ledger line in this very transaction. Data holds ids and codes only. */
  readonly record: <D>(
    event: Pick<EventKind, 'type'> & { readonly data: { readonly _zod: { readonly input: D } } },
    options: RecordOptions<D>,
  ) => Promise<void>
}

export interface WithinOptions {
  readonly readOnly?: boolean
  /** ms; 0 for none (imports, exports). */
  readonly timeout?: number
  /** Acts in a wider area than the actor's own, for facts that must never be refused. */
  readonly path?: string
}

export interface Database {
  readonly pool: pg.Pool
  within<T>(actor: Actor, work: (context: Context) => Promise<T>, options?: WithinOptions): Promise<T>
  /** Without an actor: only security-definer doors answer. */
  bare<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

const SAFE = /^[a-z0-9.-]*$/

const literal = (value: string): string => {
  if (!SAFE.test(value)) throw new Error('unsafe setting')
  return `'${value}'`
}

/** SET LOCAL rather than set_config: a distributed PostgreSQL carries only the former to its workers. */
const opening = (actor: Actor, options: WithinOptions): string =>
  [
    `BEGIN ISOLATION LEVEL READ COMMITTED${options.readOnly ? ' READ ONLY' : ''}`,
    `SET LOCAL shouwang.role = ${literal(actor.role)}`,
    `SET LOCAL shouwang.area = ${literal(options.path ?? actor.path)}`,
    `SET LOCAL shouwang.account = ${literal(actor.accountId ?? '')}`,
    `SET LOCAL statement_timeout = ${Math.trunc(options.timeout ?? 30_000)}`,
  ].join('; ')

export function openDatabase(appUrl: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: appUrl, max: options.max ?? 14, idleTimeoutMillis: 30_000 })
  // An idle connection that breaks (server restarted) is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)

  return {
    pool,
    async within(actor, work, opts = {}) {
      const client = await pool.connect().catch((cause: unknown) => {
        throw asProblem(cause) instanceof Problem ? asProblem(cause) : new Problem(platformProblems.unavailable)
      })
      let broken: Error | undefined
      // A connection that breaks while it is out of the pool would otherwise end the process.
      const lost = (error: Error): void => {
        broken = error
      }
      client.on('error', lost)
      try {
        await client.query(opening(actor, opts))
        const context: Context = {
          actor,
          client,
          builder: () => kyselyOn(client),
          query: (text, values) => client.query(text, values),
          record: async (event, { path, streetId, operationId, data }) => {
            await client.query(
              `INSERT INTO platform.ledger (street_id, operation_id, path, type, account_id, role, data) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
              [
                streetId ?? actor.streetId,
                operationId ?? null,
                path,
                event.type,
                actor.accountId,
                actor.role,
                JSON.stringify(data),
              ],
            )
          },
        }
        const result = await work(context)
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch((e: Error) => {
          broken = e
        })
        throw asProblem(error)
      } finally {
        client.off('error', lost)
        client.release(broken)
      }
    },
    async bare(text, values) {
      try {
        return (await pool.query(text, values)).rows
      } catch (error) {
        throw asProblem(error)
      }
    },
    close: () => pool.end(),
  }
}

/** Faults of the database that a person can act on get words; all else stays as it is. */
export function asProblem(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code
  if (code === '53100') return new Problem(platformProblems.diskFull)
  if (code === '42501') return new Problem(platformProblems.notFound)
  if (
    code === '57P01' ||
    code === '57P03' ||
    code === '08006' ||
    code === '08001' ||
    code === 'ECONNREFUSED' ||
    code === 'ENOENT'
  )
    return new Problem(platformProblems.unavailable)
  return error
}

/** Kysely on one checked-out connection: its own pool of one that is never released from here. */
function kyselyOn(client: pg.PoolClient): Kysely<DB> {
  const one = {
    connect: async () => ({ query: client.query.bind(client), release: () => undefined }),
    end: async () => undefined,
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PostgresDialect({ pool: one as unknown as pg.Pool }).createDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
