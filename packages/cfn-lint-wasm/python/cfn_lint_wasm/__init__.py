"""What stands between JavaScript and cfn-lint: linting one template, the command line, the list of rules."""
