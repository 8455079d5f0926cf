"""Tests of copying, backing up and restoring whole stores."""
