// Drives a GTP engine through the packages that Sabaki itself is made of, and prints one JSON
// object: `node drive.cjs NODE_MODULES PROGRAM ARGUMENTS...`. The analysis lines are read by the
// rules of Sabaki's engine guide: segments begin with `info`, key value pairs come first, the pv
// last, and a move is a letter and a number.
const {createRequire} = require('module')
const path = require('path')

const [, , modules, program, ...args] = process.argv
const load = createRequire(path.join(path.resolve(modules), 'anchor.js'))
const {ControllerStateTracker} = load('@sabaki/gtp')
const Board = load('@sabaki/go-board')

const PV = /(?:pass|[A-Za-z]\d+)(?:\s+(?:pass|[A-Za-z]\d+))*$/

function variations(line, board) {
  if (!line.startsWith('info ')) throw new Error(`not an analysis line: ${line.slice(0, 40)}`)
  return line.split(/\s*info\s+/).slice(1).map(text => {
    const segment = text.trim()
    const pv = segment.match(PV)
    if (pv == null) throw new Error(`no pv at the end: ${segment}`)
    const words = segment.slice(0, pv.index).trim().split(/\s+/)
    if (words.pop() !== 'pv' || words.length % 2) throw new Error(`no pairs: ${segment}`)
    const value = {}
    for (let i = 0; i < words.length; i += 2) value[words[i]] = words[i + 1]
    return {
      move: value.move,
      vertex: value.move === 'pass' ? null : board.parseVertex(value.move),
      visits: +value.visits,
      winrate: value.winrate,
      scoreLead: value.scoreLead ?? null,
      moves: pv[0].split(/\s+/).filter(x => x !== 'pass').map(x => board.parseVertex(x))
    }
  })
}

async function analysed(tracker, name, color, board, wanted) {
  const lines = []
  const controller = tracker.controller
  const reply = controller.sendCommand({name, args: [color, '5']}, ({line}) => {
    const text = line.replace(/^=\s*/, '').trim()
    if (text === '') return
    lines.push(text)
    if (lines.length === wanted) controller.sendCommand({name: 'protocol_version'})
  })
  const {error} = await reply
  return {error, lines: lines.map(line => variations(line, board))}
}

async function moved(tracker, name, color, board) {
  const infos = []
  let play = null
  const {error} = await tracker.queueCommand({name, args: [color, '5']}, ({line}) => {
    const text = line.replace(/^=\s*/, '').trim()
    if (text.startsWith('info ')) infos.push(variations(text, board))
    const match = text.match(/^play\s+(.*)$/)
    if (match) play = match[1]
  })
  return {error, infos: infos.length, play}
}

async function main() {
  const tracker = ControllerStateTracker.fromController(program, args)
  const {controller} = tracker
  const told = {asked: []}
  controller.on('response-received', ({command, response}) =>
    told.asked.push([command.name, ...command.args, response.error ? '?' : '='].join(' '))
  )
  controller.start()
  const hello = ['name', 'version', 'protocol_version', 'list_commands']
  const replies = await Promise.all(hello.map(name => controller.sendCommand({name})))
  ;[told.name, told.version, told.protocol] = replies.map(x => x.content)
  told.commands = replies[3].content.split('\n').map(x => x.trim())

  const board = Board.fromDimensions(9, 9)
  const history = [
    {name: 'set_free_handicap', args: ['D4', 'F6']},
    {name: 'play', args: ['W', 'C3']},
    {name: 'play', args: ['B', 'G3']}
  ]
  const timeSettings = {mainTime: 300, byoyomiTime: 10, byoyomiStones: 5}
  await tracker.sync({komi: 0.5, boardsize: [9, 9], timeSettings, history})
  told.kata = await analysed(tracker, 'kata-analyze', 'W', board, 3)
  told.lz = await analysed(tracker, 'lz-analyze', 'W', board, 3)
  told.genmove = await moved(tracker, 'kata-genmove_analyze', 'W', board)
  told.genmoveLz = await moved(tracker, 'lz-genmove_analyze', 'B', board)
  told.plain = (await tracker.queueCommand({name: 'genmove', args: ['W']})).content
  told.state = tracker.state.history.length
  const other = [...history.slice(0, 2), {name: 'play', args: ['B', 'G7']}]
  await tracker.sync({komi: 6.5, boardsize: [9, 9], timeSettings, history: other})
  other[2] = {name: 'play', args: ['B', 'pass']}
  await tracker.sync({komi: 6.5, boardsize: [9, 9], timeSettings, history: other})
  told.shown = (await controller.sendCommand({name: 'showboard'})).content
  await tracker.sync({komi: 6.5, boardsize: [9, 5], history: [{name: 'play', args: ['B', 'J5']}]})
  const wide = Board.fromDimensions(9, 5)
  told.wide = await analysed(tracker, 'kata-analyze', 'W', wide, 2)
  await controller.stop()
  console.log(JSON.stringify(told))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
