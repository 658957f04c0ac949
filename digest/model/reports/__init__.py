"""What commands report: how a build ended, what an edit changed, what subscribers will see, what is redacted."""
