/** What starts the product must look like the product: its exit code, its signals, its last line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const scripts = fileURLToPath(new URL('.', import.meta.url))

/** Runs `code` as a module that has the functions of run.mjs and checks.mjs at hand. */
function start(code: string): ChildProcess {
  const script = `
    const { handOver, run } = await import(${JSON.stringify(`${scripts}run.mjs`)})
    const { conclude, runSteps } = await import(${JSON.stringify(`${scripts}checks.mjs`)})
    ${code}`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; signal: string | null; text: string }> {
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, text })))
}

const node = 'process.execPath'

test('the exit code of what was handed over to is kept', async () => {
  expect(await outcome(start(`await handOver(${node}, ['-e', 'process.exit(7)'])`))).toMatchObject({ code: 7 })
})

test('a program that cannot be started ends with 127', async () => {
  expect(await outcome(start(`await handOver('/nowhere/at-all', [])`))).toMatchObject({ code: 127 })
})

test('a signal reaches it, and it may end in its own way', async () => {
  const inner = `process.on('SIGTERM', () => { console.log('tidied'); process.exit(3) }); console.log('up'); setInterval(() => {}, 1000)`
  const child = start(`await handOver(${node}, ['-e', ${JSON.stringify(inner)}])`)
  child.stdout?.once('data', () => child.kill('SIGTERM'))
  expect(await outcome(child)).toMatchObject({ code: 3, text: expect.stringContaining('tidied') })
})

test('a death by signal is passed on as such', async () => {
  const inner = `process.kill(process.pid, 'SIGKILL')`
  expect(await outcome(start(`await handOver(${node}, ['-e', ${JSON.stringify(inner)}])`))).toMatchObject({
    signal: 'SIGKILL',
  })
})

test('steps are counted, a failed one shows what it said, and the last line sums up', async () => {
  const { code, text } = await outcome(
    start(`
      const step = (en, code) => ({ zh: en, en, run: async () => ({ code, output: en + ' said so' }) })
      conclude(await runSteps([step('first', 0), step('second', 1), step('third', 0)]))`),
  )
  expect(code).toBe(1)
  expect(text).toContain('second said so')
  expect(text).not.toContain('first said so')
  expect(text.trimEnd().split('\n').at(-1)).toBe('2 passed, 1 failed')
})
