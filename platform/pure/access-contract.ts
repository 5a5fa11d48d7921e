/** Signing in, sessions, devices, accounts, the audit trail and files: what every room leans on. */
import { z } from 'zod'
import { areaPath } from './area.ts'
import { command, contract, event, query } from './contract.ts'
import { roles } from './roles.ts'
import { moment } from './time.ts'
import { uuid } from './uuid7.ts'

const grantOfRole = z.object({ id: uuid, role: roles.schema, path: areaPath, areaName: z.string() })
const me = z.object({
  accountId: uuid,
  name: z.string(),
  demo: z.boolean(),
  mustChange: z.boolean(),
  streetId: z.string(),
  grant: grantOfRole,
  grants: z.array(grantOfRole),
  deviceId: uuid.nullable(),
})
const password = z.string().min(10).max(200)
const admins = ['administrator'] as const
const overseers = ['administrator', 'officer', 'leader'] as const

export const access = contract(
  'access',
  {
    login: command({
      words: ['登录', 'Sign in'],
      roles: 'anyone',
      input: z.object({
        login: z.string().trim().toLowerCase().min(1).max(40),
        password: z.string().min(1).max(200),
        grantId: uuid.optional(),
        /** A phone names itself, so that it can be reported lost. */
        device: z.object({ id: uuid, label: z.string().max(200) }).optional(),
      }),
      output: me,
    }),
    logout: command({ words: ['退出', 'Sign out'], roles: 'signed-in', input: z.object({}), output: z.object({}) }),
    me: query({ words: ['我是谁', 'Who I am'], roles: 'signed-in', input: z.object({}), output: me }),
    switchGrant: command({
      words: ['切换岗位', 'Act in another role or area'],
      roles: 'signed-in',
      input: z.object({ grantId: uuid }),
      output: me,
    }),
    changePassword: command({
      words: ['修改密码', 'Change my password'],
      roles: 'signed-in',
      input: z.object({ current: z.string().max(200), next: password }),
      output: z.object({}),
    }),
    demoLogins: query({
      words: ['演示账号', 'Demo logins'],
      roles: 'anyone',
      input: z.object({}),
      output: z.object({
        logins: z.array(
          z.object({
            login: z.string(),
            password: z.string(),
            name: z.string(),
            role: roles.schema,
            areaName: z.string(),
          }),
        ),
      }),
    }),
    /** A phone's heartbeat: how much it still holds; the answer may be that it must wipe itself. */
    reportDevice: command({
      words: ['手机报到', 'A phone reports what it holds'],
      roles: 'signed-in',
      input: z.object({ waiting: z.int().min(0) }),
      output: z.object({ now: moment }),
    }),
    devices: query({
      words: ['设备', 'Devices'],
      roles: overseers,
      input: z.object({}),
      output: z.object({
        devices: z.array(
          z.object({
            id: uuid,
            label: z.string(),
            accountId: uuid,
            lastSeenAt: moment,
            waiting: z.int().nullable(),
            lostAt: moment.nullable(),
            wipedAt: moment.nullable(),
          }),
        ),
      }),
    }),
    loseDevice: command({
      words: ['登记手机遗失', 'Report a device lost'],
      roles: overseers,
      input: z.object({ deviceId: uuid }),
      output: z.object({}),
    }),
    sessions: query({
      words: ['登录会话', 'Sessions'],
      roles: 'signed-in',
      input: z.object({ accountId: uuid.optional() }),
      output: z.object({
        sessions: z.array(
          z.object({
            id: uuid,
            accountId: uuid,
            deviceId: uuid.nullable(),
            createdAt: moment,
            lastSeenAt: moment,
            current: z.boolean(),
          }),
        ),
      }),
    }),
    revokeSession: command({
      words: ['结束会话', 'End a session'],
      roles: 'signed-in',
      input: z.object({ sessionId: uuid }),
      output: z.object({}),
    }),
    accounts: query({
      words: ['账号', 'Accounts'],
      roles: admins,
      input: z.object({}),
      output: z.object({
        accounts: z.array(
          z.object({
            id: uuid,
            login: z.string(),
            name: z.string(),
            demo: z.boolean(),
            disabledAt: moment.nullable(),
            grants: z.array(grantOfRole),
          }),
        ),
      }),
    }),
    createAccount: command({
      words: ['新建账号', 'Create an account'],
      roles: admins,
      input: z.object({
        id: uuid,
        login: z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^[a-z0-9._-]{2,40}$/),
        name: z.string().trim().min(1).max(60),
        password,
        grants: z
          .array(z.object({ role: roles.schema, path: areaPath }))
          .min(1)
          .max(20),
      }),
      output: z.object({}),
    }),
    setPassword: command({
      words: ['重设密码', 'Set a password anew'],
      roles: admins,
      input: z.object({ accountId: uuid, password }),
      output: z.object({}),
    }),
    disableAccount: command({
      words: ['停用账号', 'Disable an account'],
      roles: admins,
      input: z.object({ accountId: uuid }),
      output: z.object({}),
    }),
    audit: query({
      words: ['审计记录', 'The audit trail'],
      roles: overseers,
      input: z.object({
        under: areaPath.optional(),
        types: z.array(z.string()).optional(),
        accountId: uuid.optional(),
        after: z.string().optional(),
        limit: z.int().min(1).max(200).default(100),
      }),
      output: z.object({
        lines: z.array(
          z.object({
            seq: z.string(),
            at: moment,
            type: z.string(),
            path: areaPath,
            accountId: uuid.nullable(),
            accountName: z.string().nullable(),
            role: z.string().nullable(),
            data: z.record(z.string(), z.unknown()),
          }),
        ),
        next: z.string().nullable(),
      }),
    }),
    files: query({
      words: ['我的导出', 'My exports'],
      roles: 'signed-in',
      /** 'area': everybody's in my area, for those who answer for it; otherwise my own. */
      input: z.object({ id: uuid.optional(), of: z.enum(['me', 'area']).default('me') }),
      output: z.object({
        /** In the last seven days, of the same people: how often, and how many rows left the house. */
        week: z.object({ exports: z.int(), rows: z.int() }),
        files: z.array(
          z.object({
            id: uuid,
            who: z.string().nullable(),
            /** A file that was fetched, or sheets that were printed. */
            way: z.enum(['file', 'paper']),
            kind: z.string(),
            title: z.string(),
            purpose: z.string(),
            state: z.enum(['making', 'ready', 'failed', 'gone', 'fetched']),
            rowsDone: z.int(),
            rowsTotal: z.int().nullable(),
            bytes: z.int().nullable(),
            fetched: z.int(),
            fetchedAt: moment.nullable(),
            madeAt: moment,
            expiresAt: moment,
          }),
        ),
      }),
    }),
  },
  {
    signedIn: event({ words: ['登录', 'Signed in'], data: z.object({ sessionId: uuid }) }),
    loginFailed: event({ words: ['登录失败', 'Sign-in failed'], data: z.object({}) }),
    signedOut: event({ words: ['退出', 'Signed out'], data: z.object({ sessionId: uuid }) }),
    passwordChanged: event({ words: ['修改密码', 'Password changed'], data: z.object({ accountId: uuid }) }),
    sessionRevoked: event({ words: ['结束会话', 'Session ended'], data: z.object({ sessionId: uuid }) }),
    deviceLost: event({ words: ['登记手机遗失', 'Device reported lost'], data: z.object({ deviceId: uuid }) }),
    accountCreated: event({ words: ['新建账号', 'Account created'], data: z.object({ accountId: uuid }) }),
    accountDisabled: event({ words: ['停用账号', 'Account disabled'], data: z.object({ accountId: uuid }) }),
    fileMade: event({
      words: ['生成导出文件', 'Export made'],
      data: z.object({ fileId: uuid, kind: z.string(), rows: z.int() }),
    }),
    fileFetched: event({ words: ['下载导出文件', 'Export fetched'], data: z.object({ fileId: uuid }) }),
    paperPrinted: event({
      words: ['打印名单', 'List printed'],
      data: z.object({ fileId: uuid, kind: z.string(), rows: z.int() }),
    }),
  },
)
