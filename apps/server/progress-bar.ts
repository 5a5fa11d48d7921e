/** What is going on at start, as one line that moves on a terminal and as plain lines elsewhere. */
import type { OnProgress } from '../../platform/server/database/progress.ts'

const WIDTH = 24

export function progressBar(out: NodeJS.WriteStream): { step: OnProgress; end(): void } {
  let last = ''
  let told = 0
  return {
    step({ words: [zh, en], done, total }) {
      const label = `${zh} ${en}`
      const counted = done !== undefined && total ? ` ${done.toLocaleString('en')} / ${total.toLocaleString('en')}` : ''
      if (out.isTTY) {
        const filled = done !== undefined && total ? Math.round((WIDTH * done) / total) : 0
        const bar = counted ? ` [${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}]` : ''
        if (last && last !== label) out.write('\n')
        out.write(`\r\u001b[2K  ${label}${bar}${counted}`)
      } else if (label !== last || done === total || Date.now() - told > 2000) {
        out.write(`  ${label}${counted}\n`)
        told = Date.now()
      }
      last = label
    },
    end() {
      if (out.isTTY && last) out.write('\n')
      last = ''
    },
  }
}
