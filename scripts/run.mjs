/** Starting other programs: run and wait, run and listen, or hand over to one for good. */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Path of a file of the repository. */
export const inRoot = (...parts) => join(root, ...parts)

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv, onText?: (text: string) => void, shell?: boolean }} [options]
 *   quiet: its output is not shown, only returned
 * @returns {Promise<{ code: number, output: string }>} code 127 where it could not be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const captured = options.quiet || options.onText !== undefined
    const child = spawn(command, args, {
      cwd: root,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: captured ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
        options.onText?.(text)
      })
    }
    child.once('error', (error) => resolve({ code: 127, output: output + error.message }))
    child.once('close', (code, signal) => resolve({ code: signal ? 128 : (code ?? 1), output }))
  })
}

/**
 * Becomes another program as far as anybody outside can tell: same streams, same signals, same exit.
 * @returns {Promise<never>}
 */
export function handOver(command, args, env = process.env) {
  return new Promise(() => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' })
    // Ctrl-C at a terminal reaches the child by itself; forwarding it would make it two.
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
    child.once('error', (error) => {
      console.error(error.message)
      process.exit(127)
    })
    child.once('exit', (code, signal) => {
      if (!signal) process.exit(code ?? 1)
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
      process.kill(process.pid, signal)
    })
  })
}
