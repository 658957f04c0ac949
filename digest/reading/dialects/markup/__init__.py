"""What is in a Markdown text that readers will not see, or see raw: HTML that is taken out, files of other hosts, other tools' markup."""
