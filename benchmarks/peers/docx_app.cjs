// The text as paragraphs by the npm package docx.
const fs = require("fs");
const { Document, Packer, Paragraph } = require(process.argv[2]);
const lines = fs.readFileSync(process.argv[3], "utf8").split("\n").filter((line) => line.trim());
const children = lines.map((text) => new Paragraph({ text }));
Packer.toBuffer(new Document({ sections: [{ children }] })).then((made) => fs.writeFileSync(process.argv[4], made));
