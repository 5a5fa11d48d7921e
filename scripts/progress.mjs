/** What a script is doing, Chinese first and English beside: a moving bar at a terminal, now and then a line elsewhere. */

const WIDTH = 24
const QUIET_MS = 5_000
const out = process.stdout

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/**
 * @param {string} zh
 * @param {string} en
 * @returns {{ at(done: number, total: number): void, end(note?: string): void }}
 *   `at` may be called often; `end` leaves one finished line with the time taken.
 */
export function progress(zh, en) {
  const label = `${zh} ${en}`
  const begun = performance.now()
  let done = 0
  let total = 0
  let told = begun

  const line = () => {
    const filled = total > 0 ? Math.min(WIDTH, Math.round((WIDTH * done) / total)) : 0
    const bar = total > 0 ? ` [${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${done} / ${total}` : ' …'
    return `${label}${bar} ${seconds(performance.now() - begun)}`
  }
  const draw = () => {
    if (out.isTTY) out.write(`\r\u001b[2K${line()}`)
    else if (performance.now() - told > QUIET_MS) {
      told = performance.now()
      out.write(`${line()}\n`)
    }
  }
  if (!out.isTTY) out.write(`${label} …\n`)
  draw()
  const timer = setInterval(draw, out.isTTY ? 200 : 1_000)
  timer.unref()

  return {
    at(nowDone, nowTotal) {
      done = nowDone
      total = nowTotal
    },
    end(note = '') {
      clearInterval(timer)
      const text = `${label} ${note ? `${note} ` : ''}${seconds(performance.now() - begun)}\n`
      out.write(out.isTTY ? `\r\u001b[2K${text}` : text)
    },
  }
}
