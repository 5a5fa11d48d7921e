/** Words of the camera. */
import { words } from '../../../pure/words.ts'

export const cameraWords = words({
  opening: ['正在打开相机…', 'Opening the camera…'],
  picture: ['相机画面', 'Camera picture'],
  torch: ['手电筒', 'Torch'],
  denied: [
    '没有相机权限。请在浏览器设置里允许使用相机，或改用证件号、姓名',
    'The camera is not allowed. Allow it in the browser’s settings, or use the number or the name',
  ],
  none: ['这台设备没有相机，请改用证件号或姓名', 'This device has no camera; use the number or the name'],
  taken: ['相机正被别的程序占用，请关闭后再试', 'Another program holds the camera; close it and try again'],
  failed: ['相机打不开，请改用证件号或姓名', 'The camera cannot be opened; use the number or the name'],
})
