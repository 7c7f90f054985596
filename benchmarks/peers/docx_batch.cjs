// Many reports by the npm package docx in one process: milliseconds of processor time a report, block by block, as JSON.
const fs = require("fs");
const { Document, Packer, Paragraph } = require(process.argv[2]);
const [target, block, ...texts] = process.argv.slice(3);

async function make(text) {
  const lines = fs.readFileSync(text, "utf8").split("\n").filter((line) => line.trim());
  const children = lines.map((words) => new Paragraph({ text: words }));
  fs.writeFileSync(target, await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

async function run() {
  const times = [];
  for (let start = 0; start < texts.length; start += Number(block)) {
    const begun = process.cpuUsage();
    const these = texts.slice(start, start + Number(block));
    for (const text of these) await make(text);
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000 / these.length);
  }
  console.log(JSON.stringify(times));
}

run();
