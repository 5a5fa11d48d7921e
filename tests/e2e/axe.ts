/** axe-core run inside the page: its serious and critical findings. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly impact: string | null
  readonly nodes: { readonly target: unknown[]; readonly html: string }[]
}

/** Lists that are closing and messages that come or go are between two states, readable in neither. */
const BETWEEN =
  '.ant-select-dropdown:not(.ant-select-dropdown-hidden), [class*="ant-message-fade-"], [class*="-enter-"], [class*="-appear-"], [class*="-leave-"]'

/** Each finding as `impact id: where`, the first three places of it. */
export async function axeFaults(page: Page): Promise<string[]> {
  // A list that stays open is looked at as it is.
  await page
    .waitForFunction(
      (q) =>
        document.querySelector(q) === null &&
        document
          .getAnimations()
          .every(
            (a) => a.playState !== 'running' || a.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
          ),
      BETWEEN,
      { timeout: 5000 },
    )
    .catch(() => undefined)
  // By evaluate and not by a script tag: the page's own policy forbids strangers' scripts.
  await page.evaluate(source)
  const violations = await page.evaluate(
    async () =>
      (
        await (globalThis as unknown as { axe: { run: (o: object) => Promise<{ violations: Finding[] }> } }).axe.run({
          resultTypes: ['violations'],
        })
      ).violations,
  )
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map(
      (v) =>
        `${v.impact} ${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => `${n.target.join(' ')} ${n.html.slice(0, 120)}`)
          .join(' | ')}`,
    )
}
