/** `npm start` ends here: opens the database, loads Taohua into an empty embedded one, serves, and stops gracefully. */
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { loadTaohua } from '../../database/taohua/load.ts'
import { type Role, roles } from '../../platform/pure/roles.ts'
import { say } from '../../platform/pure/words.ts'
import { digestWith } from '../../platform/server/digest.ts'
import { readSettings, SettingsFault } from '../../platform/server/settings.ts'
import { compose } from './compose.ts'
import { openServerDatabase } from './open-database.ts'
import { progressBar } from './progress-bar.ts'

const bar = progressBar(process.stdout)
const fail = (error: unknown): never => {
  bar.end()
  const known = error instanceof SettingsFault || Boolean((error as { words?: unknown }).words)
  const words = (error as { words?: readonly [string, string] }).words
  console.error(words ? `${words[0]}\n${words[1]}` : known ? (error as Error).message : error)
  process.exit(1)
}

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const database = await openServerDatabase(settings, bar.step)
  let stopping: Promise<void> | undefined
  try {
    const demo = await prepareDemo(database.adminUrl, settings)
    if (demo === 'refused') {
      await database.stop()
      fail(
        new SettingsFault(
          '数据库中有演示账号，不能对外开放。请用新的 DATA_DIR 或数据库。\nThe database holds demo logins and must not be opened to other machines. Use another DATA_DIR or database.',
        ),
      )
    }
    const server = await compose({
      appUrl: database.appUrl,
      dataDir: settings.dataDir,
      secret: settings.secret,
      webDir: fileURLToPath(new URL('../../dist', import.meta.url)),
      tls: settings.tls,
      secureCookies: settings.secureCookies,
      uploadLimit: settings.uploadLimit,
      beacon: settings.beacon,
      log: { level: process.env['LOG_LEVEL'] ?? 'warn' },
    })
    await server.app.listen({ port: settings.port, host: settings.host }).catch((error: { code?: string }) => {
      if (error.code === 'EADDRINUSE')
        throw new SettingsFault(
          `端口 ${settings.port} 已被占用，请设置别的 PORT。\nPort ${settings.port} is taken; choose another with PORT=….`,
        )
      throw error
    })
    const stop = (): void => {
      stopping ??= server
        .close()
        .then(() => database.stop())
        .then(() => process.exit(0), fail)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    // Without its database the server can only mislead: it says why and ends; the next start recovers.
    void database.lost.then((why) => stopping ?? fail(why))
    bar.end()
    await announce(server, settings)
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** Loads Taohua where the demo is wanted and the register is empty; refuses demo logins on anything public. */
async function prepareDemo(adminUrl: string, settings: ReturnType<typeof readSettings>): Promise<'ready' | 'refused'> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ empty: boolean; demo: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM register.area) AS empty, EXISTS (SELECT FROM platform.account WHERE demo AND disabled_at IS NULL) AS demo',
    )
    if (rows[0]!.demo && settings.public) return 'refused'
    if (!settings.demo || !rows[0]!.empty || settings.public) return 'ready'
    await loadTaohua(adminUrl, {
      digest: digestWith(settings.secret),
      // A size is asked for by journeys and benches: they bring their own volunteers and posts.
      ...(settings.demoResidents ? { residents: settings.demoResidents, duty: false } : {}),
      onProgress: bar.step,
    })
    return 'ready'
  } finally {
    await client.end()
  }
}

async function announce(
  server: Awaited<ReturnType<typeof compose>>,
  settings: ReturnType<typeof readSettings>,
): Promise<void> {
  const { port } = server.app.server.address() as { port: number }
  const base = `${settings.tls ? 'https' : 'http'}://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  console.log(
    `\n  守望 Shouwang\n\n  指挥台 Desk    ${base}/\n  工作端 Phone   ${base}/field/\n  居民端 Resident ${base}/r/\n  接口   API     ${base}/api/docs\n`,
  )
  const [setting] = await server.house.database.bare<{ value: { password: string; areas: Record<string, string> } }>(
    `SELECT value FROM platform.setting WHERE key = 'demo'`,
  )
  if (!setting) {
    console.log('  用 npm run admin 建立第一个管理员。 Make the first administrator with: npm run admin\n')
    return
  }
  const logins = await server.house.database.bare<{ login: string; role: Role; path: string }>(
    'SELECT login, role, path FROM platform.demo_logins()',
  )
  console.log(`  演示账号 Demo logins（密码 password: ${setting.value.password}）`)
  for (const { login, role, path } of logins)
    console.log(
      `    ${login.padEnd(12)} ${say(roles.words[role], 'zh')} ${say(roles.words[role], 'en')} · ${setting.value.areas[path] ?? path}`,
    )
  console.log('')
}

main().catch(fail)
