import { expect, test } from 'vitest'
import { readSearch, type Search } from './search.ts'

test.each<[string, Search]>([
  ['', { by: 'all' }],
  ['  ', { by: 'all' }],
  ['云桃 食品', { by: 'name', text: '云桃食品' }],
  ['云桃（溪里）', { by: 'name', text: '云桃溪里' }],
  ['YTSP', { by: 'letters', text: 'ytsp' }],
  ['yun tao', { by: 'letters', text: 'yuntao' }],
  ['y', { by: 'too-short' }],
  ['（', { by: 'too-short' }],
  ['4321', { by: 'phone-tail', text: '4321' }],
  ['１５４０００００００１', { by: 'phone', text: '15400000001' }],
  ['0571-88880001', { by: 'phone', text: '0571-88880001' }],
  ['91320999ma000001', { by: 'code', text: '91320999MA000001' }],
  ['320999600000051', { by: 'code', text: '320999600000051' }],
  ['桃影苑3号楼', { by: 'address', text: '桃影苑3号楼', pattern: '%桃影苑%/3/' }],
  ['3-2-1201', { by: 'address', text: '321201', pattern: '%/3/2/1201/' }],
  ['桃花路12号', { by: 'address', text: '桃花路12号', pattern: '%桃花路%/12/' }],
])('%s', (typed, search) => expect(readSearch(typed)).toEqual(search))
