"""What an editor should look at again before publishing: values in, findings out."""
