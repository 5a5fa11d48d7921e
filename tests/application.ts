/** An application as the phone holds it, for tests of what the phone makes of it. */
import type { Application } from '../modules/pass/application.ts'

export const applicationOf = (more: Partial<Application> = {}): Application => ({
  ...{ id: '00000000-0000-7000-8000-000000000001', path: 'd01.s01.c01.', place: '桃影苑', kind: 'tenant' },
  ...{ name: '溪小舟', sex: null, birthDate: null, idType: 'none', idMasked: null, phoneMasked: null, address: null },
  ...{ reason: null, wantsCard: false, via: 'poster', state: 'asked', askedAt: '2026-03-05T12:00:00.000Z' },
  ...{ match: null, findings: [], ready: true, looked: [], objections: [] },
  ...more,
})
