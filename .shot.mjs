import { chromium } from '@playwright/test'; import sp from '@sparticuz/chromium';
const [,, base, ...specs]=process.argv;
const b=await chromium.launch({executablePath: await sp.executablePath(), args:['--no-sandbox','--enable-unsafe-webgpu','--enable-features=Vulkan,WebGPU','--use-vulkan=swiftshader','--use-webgpu-adapter=swiftshader']});
for(const s of specs){const [path,out,w='1440',h='900',theme='light',act='']=s.split('|');
const c=await b.newContext({viewport:{width:+w,height:+h}});await c.addCookies([{name:'theme',value:theme,url:base}]);const p=await c.newPage();
p.on('console',m=>{if(m.type()==='error'||m.type()==='warning')console.log(path,'CONSOLE',m.text().slice(0,300))});p.on('pageerror',e=>console.log(path,'PAGEERR',e.message.slice(0,300)));
await p.goto(base+path);await p.waitForTimeout(1500);
if(act==='run'){await p.getByRole('button',{name:/^(Run|运行)/}).click();await p.waitForSelector('[aria-live=polite] p',{timeout:60000}).catch(e=>console.log('norun'));await p.waitForTimeout(800);console.log((await p.locator('[aria-live=polite]').innerText()).replace(/\n/g,' | '))}
if(act==='answer'){await p.keyboard.press('1');await p.keyboard.press('Enter');await p.waitForTimeout(1500)}
await p.screenshot({path:out});await c.close()}
await b.close();
