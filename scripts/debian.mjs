/** Installing what a test run needs from the system, where this process may: as root on Debian and its kin. */
import { existsSync } from 'node:fs'
import { progress } from './progress.mjs'
import { run } from './run.mjs'

export const canUseApt = () =>
  process.platform === 'linux' &&
  process.getuid() === 0 &&
  existsSync('/etc/debian_version') &&
  existsSync('/usr/bin/apt-get')

/** @returns {Promise<boolean>} whether it worked; says why if not */
export async function installByApt(zh, en, packages) {
  const bar = progress(`安装${zh}`, `Installing ${en}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await run('apt-get', ['update'], { quiet: true, env })
  const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    quiet: true,
    env,
  })
  bar.end(code === 0 ? '' : '失败 failed')
  if (code !== 0) console.log(`${update.code === 0 ? '' : update.output.trim()}\n${output.trim()}`)
  return code === 0
}
