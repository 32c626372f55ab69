"""Detection on simulated portfolios whose truth is known: false alarms, recall and delay of every policy and peer."""
