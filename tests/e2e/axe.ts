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

/** Each finding as `impact id: where`, the first three places of it. */
export async function axeFaults(page: Page): Promise<string[]> {
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
