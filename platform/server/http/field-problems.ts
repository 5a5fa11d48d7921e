/** zod's findings as fields with words in both languages; the value itself is never repeated. */
import { z } from 'zod'
import type { FieldProblem } from '../../pure/problem.ts'

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.slice(0, 50).map((issue) => {
    const { input: _, ...bare } = issue as z.core.$ZodRawIssue
    const read = (locale: typeof zh): string => {
      const said = locale(bare as z.core.$ZodRawIssue)
      return typeof said === 'string' ? said : (said?.message ?? issue.message)
    }
    return { path: issue.path.join('.'), words: [read(zh), read(en)] }
  })
}
