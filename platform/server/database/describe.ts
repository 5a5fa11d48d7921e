/**
 * The structure of a database as stable text: what a test compares to know that two databases are alike.
 * Owners and oids are left out, and NOT NULL stands with its column, so that servers of different versions agree.
 */
import pg from 'pg'

/** Objects that belong to an extension are the extension's affair. */
const ours = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`

const inOurSchemas = `n.nspname !~ '^(pg_|information_schema$)'`

/** Rights given to others than the owner, like \`shouwang_app=SELECT,INSERT\`. */
const rights = (acl: string, kind: string, owner: string) => `(
  SELECT string_agg(line, ' ' ORDER BY line COLLATE "C") FROM (
    SELECT coalesce(r.rolname, 'public') || '=' || string_agg(x.privilege_type || CASE WHEN x.is_grantable THEN '*' ELSE '' END, ','
      ORDER BY x.privilege_type) AS line
    FROM aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE x.grantee <> ${owner} GROUP BY r.rolname
  ) lines)`

/** Each gives lines of text; the order within one is by its own text. */
const queries: readonly string[] = [
  `SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'`,
  `SELECT concat_ws(' ', 'schema', n.nspname, ${rights('n.nspacl', 'n', 'n.nspowner')})
   FROM pg_namespace n WHERE ${inOurSchemas} AND n.nspname <> 'public'`,
  `SELECT concat_ws(' ', 'domain', n.nspname || '.' || t.typname, format_type(t.typbasetype, t.typtypmod),
     CASE WHEN t.typnotnull THEN 'not null' END, t.typdefault, l.collname,
     (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
   FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_collation l ON l.oid = t.typcollation
   WHERE t.typtype = 'd' AND ${inOurSchemas} AND ${ours('pg_type', 't.oid')}`,
  `SELECT concat_ws(' ', 'relation', n.nspname || '.' || c.relname, c.relkind::text, array_to_string(c.reloptions, ','),
     CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END,
     pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
     ${rights('c.relacl', 'r', 'c.relowner')})
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${inOurSchemas} AND ${ours('pg_class', 'c.oid')}`,
  `SELECT concat_ws(' ', 'column', n.nspname || '.' || c.relname || '.' || a.attname, lpad(
       (count(*) OVER (PARTITION BY c.oid ORDER BY a.attnum))::text, 3, '0'),
     format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END, CASE WHEN l.collname <> 'default' THEN l.collname END,
     nullif(a.attidentity::text, ''), nullif(a.attgenerated::text, ''), pg_get_expr(d.adbin, d.adrelid),
     CASE WHEN a.attacl IS NOT NULL THEN ${rights('a.attacl', 'c', 'c.relowner')} END)
   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm')
   JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   LEFT JOIN pg_collation l ON l.oid = a.attcollation
   WHERE a.attnum > 0 AND NOT a.attisdropped AND ${inOurSchemas} AND ${ours('pg_class', 'c.oid')}`,
  `SELECT concat_ws(' ', 'view', n.nspname || '.' || c.relname, pg_get_viewdef(c.oid))
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('v', 'm') AND ${inOurSchemas} AND ${ours('pg_class', 'c.oid')}`,
  `SELECT concat_ws(' ', 'constraint', k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid))
   FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
   WHERE k.conrelid <> 0 AND k.contype <> 'n' AND ${inOurSchemas} AND ${ours('pg_class', 'k.conrelid')}`,
  `SELECT 'index ' || pg_get_indexdef(i.indexrelid)
   FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${inOurSchemas} AND ${ours('pg_class', 'i.indrelid')}`,
  `SELECT concat_ws(' ', 'policy', p.schemaname || '.' || p.tablename, p.policyname, p.permissive, p.cmd,
     array_to_string(p.roles, ','), 'using', p.qual, 'check', p.with_check)
   FROM pg_policies p`,
  `SELECT 'trigger ' || pg_get_triggerdef(t.oid)
   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND ${inOurSchemas}`,
  `SELECT concat_ws(' ', 'routine', pg_get_functiondef(p.oid), ${rights('p.proacl', 'f', 'p.proowner')})
   FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE p.prokind IN ('f', 'p') AND ${inOurSchemas} AND ${ours('pg_proc', 'p.oid')}`,
]

/** Every table, column, constraint, index, policy, trigger, function and grant, one paragraph each, sorted. */
export async function describeDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const lines: string[] = []
    for (const text of queries) {
      const { rows } = await client.query<[string]>({ text, rowMode: 'array' })
      lines.push(...rows.map(([line]) => line.trim()).sort())
    }
    return `${lines.join('\n')}\n`
  } finally {
    await client.end()
  }
}
