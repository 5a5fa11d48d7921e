/**
 * Writes database/schema.ts: what Kysely must know of a migrated database, one interface per table or view.
 * Types are those that node-postgres gives: bigint as text, calendar dates as text (database.ts sets that parser).
 */
import pg from 'pg'

interface Column {
  readonly schema: string
  readonly table: string
  readonly column: string
  /** Name of the type, of the base type for a domain, of the element for an array. */
  readonly type: string
  readonly isArray: boolean
  readonly required: boolean
  readonly defaulted: boolean
  readonly alwaysGenerated: boolean
}

const typeNames: Readonly<Record<string, string>> = {
  ...{ uuid: 'string', text: 'string', varchar: 'string', bpchar: 'string', name: 'string', citext: 'string' },
  ...{ int2: 'number', int4: 'number', float4: 'number', float8: 'number', oid: 'number' },
  ...{ int8: 'string', numeric: 'string', xid8: 'string', date: 'string', time: 'string', inet: 'string' },
  ...{ bool: 'boolean', timestamptz: 'Timestamp', timestamp: 'Timestamp', bytea: 'Buffer' },
  ...{ json: 'unknown', jsonb: 'unknown' },
}

const head = `/** Written by scripts/schema.mjs from database/migrations; a test compares it. Change a migration, not this file. */
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>

type Timestamp = ColumnType<Date, Date | string, Date | string>
`

/** The text of schema.ts for the database at `url`. Same structure, same text. */
export async function generateSchema(url: string): Promise<string> {
  const tables = Map.groupBy(await readColumns(url), ({ schema, table }) => `${schema}.${table}`)
  const interfaces = [...tables.values()].map((columns) => {
    const lines = columns.map((column) => `  ${propertyName(column.column)}: ${typeOf(column)}`)
    return `export interface ${interfaceName(columns[0] as Column)} {\n${lines.join('\n')}\n}\n`
  })
  const entries = [...tables].map(([name, columns]) => `  '${name}': ${interfaceName(columns[0] as Column)}`)
  return [head, ...interfaces, `export interface DB {\n${entries.join('\n')}\n}\n`].join('\n')
}

const propertyName = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `'${name}'`)

const interfaceName = ({ schema, table }: Column) =>
  `${schema}_${table}`.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

function typeOf({ schema, table, column, type, isArray, required, defaulted, alwaysGenerated }: Column): string {
  const known = typeNames[type]
  if (known === undefined)
    throw new Error(`schema-generator: no TypeScript type for ${schema}.${table}.${column}: ${type}`)
  const element = isArray ? (known === 'Timestamp' ? 'Date[]' : `${known}[]`) : known
  // \`unknown\` swallows null, and jsonb null is a value of its own.
  const type_ = required || element === 'unknown' ? element : `${element} | null`
  if (alwaysGenerated) return `GeneratedAlways<${type_}>`
  return defaulted ? `Generated<${type_}>` : type_
}

/**
 * A column of a view has no NOT NULL of its own; a view of one single table takes it from the column of that name.
 */
async function readColumns(url: string): Promise<Column[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Column>(`
      SELECT n.nspname AS schema, c.relname AS table, a.attname AS column,
        coalesce(base_element.typname, element.typname, base.typname, t.typname) AS type,
        coalesce(base.typcategory, t.typcategory) = 'A' AS "isArray",
        a.attnotnull OR t.typnotnull OR coalesce(origin.attnotnull, false) AS required,
        a.atthasdef OR a.attidentity = 'd' AS defaulted,
        a.attidentity = 'a' OR a.attgenerated <> '' AS "alwaysGenerated"
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^(pg_|information_schema$)'
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_type base ON t.typtype = 'd' AND base.oid = t.typbasetype
      LEFT JOIN pg_type element ON t.typcategory = 'A' AND element.oid = t.typelem
      LEFT JOIN pg_type base_element ON element.typtype = 'd' AND base_element.oid = element.typbasetype
      LEFT JOIN LATERAL (
        SELECT min(d.refobjid) AS source FROM pg_rewrite r
        JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
          AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid
        WHERE c.relkind = 'v' AND r.ev_class = c.oid HAVING count(DISTINCT d.refobjid) = 1
      ) single ON true
      LEFT JOIN pg_attribute origin ON origin.attrelid = single.source AND origin.attname = a.attname
      WHERE a.attnum > 0 AND NOT a.attisdropped
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
      ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum`)
    return rows
  } finally {
    await client.end()
  }
}
